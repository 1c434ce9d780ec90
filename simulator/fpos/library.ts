/** The FPoS library as an app embeds it. No operation throws for what card, CA, network or user do. */
import { type Der, readCertificate } from '../pki/index.ts';
import type {
  ChangePush,
  FourItem,
  KeyPurpose,
  LoginChallenge,
  RevocationWish,
  TransactionProposal,
} from '../profile/index.ts';
import {
  applicationSteps,
  type Context,
  type Credential,
  complete,
  credentialOf,
  pairwiseOf,
} from './application.ts';
import { changeSteps, type Decided, decideChange, reportFacts } from './changes.ts';
import { type ConsentAsked, consentSteps, delivered, giveConsent, withdrawConsent } from './consent.ts';
import { KeyUseRefused, type LibraryDeps, type Notice } from './deps.ts';
import { type EnrolmentWishes, enrol, enrolmentSteps } from './enrolment.ts';
import { answerLogin, type LoginContext, loginSteps } from './login.ts';
import { renew, renewalSteps } from './renewal.ts';
import { revocationSteps, revokeByCard, revokeByKey } from './revocation.ts';
import { answerTransaction, signingSteps } from './signing.ts';
import { type AppRecord, type GivenConsent, openState } from './state.ts';
import { Stop } from './stop.ts';
import { memoryStorage } from './storage.ts';

export type Outcome<T> =
  | ({ readonly state: 'done' } & T)
  | { readonly state: 'refused'; readonly code: string; readonly says: string };

/** A certificate on this phone, as an app shows it. */
export interface Held {
  readonly credential: Credential;
  readonly notAfter: Date;
  /** It ends soon: renew it now, while its key still can. */
  readonly due: boolean;
}

/** Which app, and which CA by its base URL. */
export interface AtCa {
  readonly appId: string;
  readonly ca: string;
}

/** Which app, and its bank by its base URL. */
export interface AtBank {
  readonly appId: string;
  readonly bank: string;
}

/** To whom a consent goes, if not to the CA. */
export interface ToBank {
  readonly bank?: string | undefined;
}

export interface FposLibrary {
  /** Get a certificate for this app from this CA: one tap. What was begun before is given up. */
  enrol(request: AtCa & EnrolmentWishes): Promise<Outcome<{ credential: Credential }>>;
  /** Go on with what was begun and interrupted, without another tap. `nothing-begun` when nothing was. */
  resume(request: { appId: string }): Promise<Outcome<{ credential: Credential }>>;
  /** A new key and certificate by the existing key: no card. */
  renew(request: { appId: string }): Promise<Outcome<{ credential: Credential }>>;
  /** Consent to the latest four items: one tap. `bank` (base URL): to a bank that is itself a verifier, and not to the CA. */
  consent(request: AtCa & ToBank & ConsentAsked): Promise<Outcome<{ given: GivenConsent }>>;
  /** Withdraw it, or these items of it: one tap. `given` is what stays. */
  withdrawConsent(
    request: AtCa & ToBank & { verifier: string; service: string; items?: readonly FourItem[] | undefined },
  ): Promise<Outcome<{ given: GivenConsent }>>;
  /** End the certificate of this app by its key, or by a tap all that the person holds. */
  revoke(request: AtCa & { wish: RevocationWish; by?: 'key' | 'card' | undefined }): Promise<Outcome<object>>;
  /**
   * What was kept cannot be read (`storage-damaged`): give it up. Then `enrol`; the new certificate takes the place of the one
   * before, or end that by the card. Nothing happens where all can be read (`storage-not-damaged`).
   */
  startOver(): Promise<Outcome<object>>;
  /** Every certificate on this phone. Throws `Stop` (`storage-damaged`, `storage-unavailable`). */
  certificates(): Promise<readonly Held[]>;
  /** Answer a log-in challenge with the certificate of that app. What comes beside it says who the person is to the app. */
  login(challenge: LoginChallenge, context: LoginContext): Promise<Outcome<LoginAnswer>>;
  /** Show a transaction, let the user approve it, sign it. */
  sign(proposal: TransactionProposal, context: LoginContext): Promise<Outcome<{ signature: string }>>;
  /** A push came: the user is told that there is something to look at. */
  receivePush(push: ChangePush, context: Pick<LoginContext, 'appId'>): Promise<Outcome<object>>;
  /** The user looks at a change that the bank (base URL) was told of, and decides by one press. */
  confirmChange(request: AtBank & { change: string }): Promise<Outcome<{ decided: Decided }>>;
  /** The user looks at what the CA knows and the bank does not, and sends it by one press. */
  reportFacts(request: AtBank): Promise<Outcome<{ decided: Decided }>>;
}

export interface LoginAnswer {
  readonly answer: string;
  /** 属性型, DER. */
  readonly attributeCertificate?: Der;
}

/** The end of what the app asked for, as the user sees it. */
const showEnd = ({ ui }: LibraryDeps, notice: Notice): Promise<void> => ui.show(notice);

/** The name under which an installation begins applications: drawn once, and kept. */
const instanceOf = (_: LibraryDeps, kept: string): string => kept;

/** The certificate of an app: its own, and no other app's. */
const certificateOf = (apps: Readonly<Record<string, AppRecord>>, appId: string): AppRecord['credential'] =>
  apps[appId]?.credential;

/** The reference steps; a copy with one replaced is an implementation with one defect. */
export const fposSteps = {
  ...applicationSteps,
  ...enrolmentSteps,
  ...consentSteps,
  ...renewalSteps,
  ...revocationSteps,
  ...loginSteps,
  ...signingSteps,
  showEnd,
  instanceOf,
  certificateOf,
  ...changeSteps,
};
export type FposSteps = typeof fposSteps;

/** How long before its end a certificate is due for renewal. The CA tells its holder of the end as early (docs/ca.md). */
const DUE_MS = 60 * 86_400_000;

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

async function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { state: 'done', ...(await work()) };
  } catch (error) {
    if (error instanceof KeyUseRefused) return { state: 'refused', code: 'cancelled', says: error.message };
    if (error instanceof Stop) return { state: 'refused', code: error.code, says: error.message };
    throw error; // a promise of our own code was broken
  }
}

export function createLibrary(deps: LibraryDeps, steps: FposSteps = fposSteps): FposLibrary {
  const state = openState(deps.storage ?? memoryStorage(), () => deps.id(16));
  const atWork = new Set<string>();

  async function contextOf(appId: string, ca: string): Promise<Context> {
    const { appInstance } = (await state.app(appId)) ?? (await state.change(appId, {}));
    const named = steps.instanceOf(deps, appInstance);
    const enrolment = { deps, request: { appId, appInstance: named, ca: withoutSlash(ca) } };
    return {
      deps,
      enrolment,
      state,
      ownPairwise: async () => pairwiseOf((await own(appId))?.attributeCertificate),
    };
  }

  async function own(appId: string): Promise<Credential | undefined> {
    const credential = steps.certificateOf(await state.apps(), appId);
    return credential && credentialOf(appId, credential);
  }

  /** The key and certificate with which this app can do this now. */
  async function usable(appId: string, purpose: KeyPurpose = 'signature'): Promise<Credential> {
    const credential = await own(appId);
    if (!credential) throw new Stop('no-certificate', 'this app has no certificate');
    const able = steps.keyFor(credential, purpose);
    steps.checkTerm(deps, able);
    return able;
  }

  /** One thing at a time for each app; the end is shown. */
  async function told<T>(
    appId: string,
    done: Notice | undefined,
    work: () => Promise<T>,
  ): Promise<Outcome<T>> {
    const result = await outcome(async () => {
      if (atWork.has(appId)) throw new Stop('busy', 'this app is at it already');
      atWork.add(appId);
      try {
        return await work();
      } finally {
        atWork.delete(appId);
      }
    });
    const notice = result.state === 'done' ? done : ({ kind: 'refused', code: result.code } as const);
    if (notice) await steps.showEnd(deps, notice);
    return result;
  }

  return {
    enrol: ({ appId, ca, ...wishes }) =>
      told(appId, { kind: 'issued' }, async () => ({
        credential: await enrol(steps, await contextOf(appId, ca), wishes),
      })),
    resume: ({ appId }) =>
      told(appId, { kind: 'issued' }, async () => {
        const app = await state.app(appId);
        const context = await contextOf(appId, app?.begun?.ca ?? app?.credential?.ca ?? '');
        const waits = app?.begun?.signed === undefined && (app?.outbox.length ?? 0) > 0;
        // Consents alone may wait: then the certificate is the one that is there.
        const credential = waits ? await usable(appId) : await complete(steps, context);
        const ended = await delivered(steps, context);
        if (waits && ended) throw ended;
        return { credential };
      }),
    renew: ({ appId }) =>
      told(appId, { kind: 'renewed' }, async () => {
        const old = await usable(appId);
        return { credential: await renew(steps, await contextOf(appId, old.ca), old) };
      }),
    consent: ({ appId, ca, bank, ...asked }) =>
      told(appId, undefined, async () => ({
        given: await giveConsent(steps, await contextOf(appId, ca), asked, bank && withoutSlash(bank)),
      })),
    withdrawConsent: ({ appId, ca, bank, items, ...service }) =>
      told(appId, undefined, async () => {
        const context = await contextOf(appId, ca);
        const to = bank && withoutSlash(bank);
        return { given: await withdrawConsent(steps, context, service, items, to) };
      }),
    revoke: ({ appId, ca, wish, by = 'key' }) =>
      told(appId, { kind: 'revoked' }, async () => {
        const context = await contextOf(appId, ca);
        if (by === 'card') await revokeByCard(steps, context, wish);
        else await revokeByKey(steps, context, await usable(appId), wish);
        return {};
      }),
    startOver: () =>
      outcome(async () => {
        await state.startOver();
        return {};
      }),
    async certificates() {
      const held: Held[] = [];
      for (const appId of Object.keys(await state.apps())) {
        const credential = await own(appId);
        if (!credential) continue;
        const { notAfter } = readCertificate(credential.certificate);
        held.push({ credential, notAfter, due: notAfter.getTime() - deps.now().getTime() <= DUE_MS });
      }
      return held;
    },
    login: (challenge, context) =>
      outcome(async () => {
        const credential = await usable(context.appId, 'authentication');
        const answer = await answerLogin(steps, deps, credential, challenge, context);
        const { attributeCertificate } = credential;
        return { answer, ...(attributeCertificate && { attributeCertificate }) };
      }),
    sign: (proposal, context) =>
      outcome(async () => ({
        signature: await answerTransaction(steps, deps, await usable(context.appId), proposal, context),
      })),
    receivePush: (push, { appId }) =>
      outcome(async () => {
        await steps.showPush(deps, push, appId);
        return {};
      }),
    confirmChange: ({ appId, bank, change }) =>
      outcome(async () => ({
        decided: await decideChange(steps, deps, await usable(appId), withoutSlash(bank), change),
      })),
    reportFacts: ({ appId, bank }) =>
      outcome(async () => ({
        decided: await reportFacts(steps, deps, await usable(appId), withoutSlash(bank)),
      })),
  };
}
