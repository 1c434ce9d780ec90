/**
 * What the library knows, and keeps in the storage it was handed: certificates, consents, and what was begun and not ended.
 * No key and no PIN is in it. While an application is under way the signed bytes are, and with them the card's certificate;
 * they go as soon as the certificate is accepted or refused.
 */
import { z } from 'zod';
import { consentContent, fourItem, issued } from '../profile/index.ts';
import { Stop } from './stop.ts';
import type { Storage } from './storage.ts';

const text = z.string();

/** `spki` in Base64. */
const keyRecord = z.strictObject({ keyId: text, spki: text });
export type KeyRecord = z.infer<typeof keyRecord>;

const credentialRecord = keyRecord.extend({
  /** Base64, like all that follow. */
  certificate: text,
  chain: z.array(text),
  attributeCertificate: text.optional(),
  /** The other key, which authenticates, where there are two. */
  authentication: keyRecord.extend({ certificate: text }).optional(),
  ca: text,
});

/** A consent as it was signed; a withdrawal has no items. */
const consentRecord = consentContent.pick({ verifier: true, service: true }).extend({
  items: z.array(fourItem),
});
export type GivenConsent = z.infer<typeof consentRecord>;

/** One message that the card signed and the CA has not answered yet. */
const outgoing = z.strictObject({
  path: z.enum(['/consents', '/consents/withdrawals']),
  cms: text,
  /** Base URL of the bank that it is for; absent: it is for the CA. */
  bank: text.optional(),
  says: consentRecord,
});
export type Outgoing = z.infer<typeof outgoing>;

const begunRecord = z.strictObject({
  kind: z.enum(['enrolment', 'renewal']),
  ca: text,
  application: text,
  key: keyRecord,
  csr: text,
  /** The key that authenticates, where the CA asks for two. */
  authentication: keyRecord.extend({ csr: text }).optional(),
  /** There once the card, or the old key, has signed. */
  signed: text.optional(),
  /** Enrolment: the card's certificate, which tells whose name the new one must bear. */
  signCert: text.optional(),
  /** The identifier that the new attribute certificate must bear, where one is known. */
  pairwise: text.optional(),
  /** Signed in the same tap; goes out once the certificate is accepted, for until then the CA knows nobody. */
  consent: outgoing.optional(),
  issued: issued.optional(),
  receipt: text.optional(),
});
export type Begun = z.infer<typeof begunRecord>;

const appRecord = z.strictObject({
  appInstance: text,
  credential: credentialRecord.optional(),
  begun: begunRecord.optional(),
  outbox: z.array(outgoing).max(8),
  consents: z.array(consentRecord).max(64),
});
export type AppRecord = z.infer<typeof appRecord>;

const stateRecord = z.strictObject({ version: z.literal(1), apps: z.record(text, appRecord) });

export interface State {
  app(appId: string): Promise<AppRecord | undefined>;
  apps(): Promise<Readonly<Record<string, AppRecord>>>;
  /** Saved when the promise is kept. */
  change(appId: string, change: Partial<AppRecord>): Promise<AppRecord>;
  /** Gives up what was kept and cannot be read. Throws `Stop` (`storage-not-damaged`) when it can be. */
  startOver(): Promise<void>;
}

const fresh = (id: () => string): AppRecord => ({ appInstance: id(), outbox: [], consents: [] });

const textOf = (apps: Readonly<Record<string, AppRecord>>): string => JSON.stringify({ version: 1, apps });

/** What was kept, or `Stop`: it does not come now (`storage-unavailable`), or cannot be read (`storage-damaged`). */
async function load(storage: Storage): Promise<Record<string, AppRecord>> {
  let kept: string | undefined;
  try {
    kept = await storage.load();
  } catch (cause) {
    throw new Stop('storage-unavailable', 'the storage of this app gives no answer', cause);
  }
  if (kept === undefined) return {};
  try {
    return stateRecord.parse(JSON.parse(kept)).apps;
  } catch (cause) {
    throw new Stop('storage-damaged', 'what this app had kept cannot be read', cause);
  }
}

/**
 * `newInstance` names an installation. What cannot be read is never taken for nothing, which would lose certificates unseen:
 * everything stops with `storage-damaged` until somebody starts over.
 */
export function openState(storage: Storage, newInstance: () => string): State {
  let known: Promise<Record<string, AppRecord>> | undefined;
  const all = (): Promise<Record<string, AppRecord>> => {
    known ??= load(storage).catch((error: unknown) => {
      known = undefined; // another time it may be there
      throw error;
    });
    return known;
  };
  return {
    app: async (appId) => (await all())[appId],
    apps: all,
    async change(appId, change) {
      const apps = await all();
      const next = { ...(apps[appId] ?? fresh(newInstance)), ...change };
      // JSON leaves out what is undefined: a member that ends is gone after the next start, too.
      apps[appId] = next;
      await storage.save(textOf(apps));
      return next;
    },
    async startOver() {
      try {
        await all();
      } catch (error) {
        if (!(error instanceof Stop && error.code === 'storage-damaged')) throw error;
        await storage.save(textOf({}));
        return;
      }
      throw new Stop('storage-not-damaged', 'what this app had kept can be read');
    },
  };
}
