/**
 * Consent to the latest four items: its own message, signed by the card, kept until J-LIS has it (施行規則35条の2). It counts
 * only once J-LIS recorded it. One consent is for one service: of the CA, or of one app.
 */
import type { z } from 'zod';
import type { Certificate } from '../../pki/index.ts';
import {
  type CaConsentAnswer,
  type ConsentContent,
  type ConsentRecord,
  consentContent,
  forwardConsent,
  forwardWithdrawal,
  JlisAway,
  JlisRefused,
  profileTime,
  Refusal,
  sha256Hex,
  withdrawalContent,
} from '../../profile/index.ts';
import { base64, type CaContext } from '../context.ts';
import { readCardMessage } from '../jpki/signed-message.ts';
import { knownPerson, serialOf, signerOf } from '../registration/person.ts';
import type { Consent, Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';

export const consentAnswer = ({ id, service, items, state, record }: Consent): CaConsentAnswer => ({
  consent: id,
  service,
  items: [...items],
  state,
  ...(record && {
    record: {
      consent: record.consent,
      from: profileTime(new Date(record.fromAt)),
      to: profileTime(new Date(record.toAt)),
    },
  }),
});

/** A service of ours: the CA's own, or one of an app in which the person holds a certificate. */
export function checkService(
  { policy }: CaContext,
  person: Person,
  { verifier, service }: { readonly verifier: string; readonly service: string },
): void {
  const known = service === policy.ownService || person.pairwise[service] !== undefined;
  if (verifier !== policy.verifierId || !known) throw new Refusal('consent-service');
}

/** What a person says about consent: signed by the card just now. */
export async function readSaid<T extends Pick<ConsentContent, 'verifier' | 'service' | 'at'>>(
  ctx: CaContext,
  schema: z.ZodType<T>,
  cms: Uint8Array,
): Promise<{ content: T; certificate: Certificate }> {
  const { content, certificate } = await readCardMessage(
    ctx,
    schema,
    cms,
    'consent-malformed',
    'consent-signature-invalid',
  );
  ctx.steps.checkFresh(ctx, content.at);
  return { content, certificate };
}

/** M13, M14. `received` while J-LIS cannot be reached; it is sent on later. */
export async function giveConsent(ctx: CaContext, cms: Uint8Array): Promise<CaConsentAnswer> {
  const id = sha256Hex(cms);
  const earlier = ctx.store.get('consent', id);
  if (earlier) return consentAnswer(earlier);
  const { content, certificate } = await readSaid(ctx, consentContent, cms);
  const person = signerOf(ctx.store.get, certificate);
  ctx.steps.checkService(ctx, person, content);
  ctx.store.transact((tx) => {
    tx.put('consent', id, {
      id,
      person: person.id,
      serial: serialOf(certificate),
      service: content.service,
      items: content.items,
      state: 'received',
      receivedAt: ctx.now().getTime(),
      cms: base64(cms),
    });
    const now = tx.get('person', person.id)!;
    if (!now.consents.includes(id)) tx.put('person', now.id, { ...now, consents: [...now.consents, id] });
    tx.audit({ actor: 'holder', action: 'consent.receive', object: id, why: content.service });
  });
  await ctx.steps.forward(ctx, id);
  const kept = ctx.store.get('consent', id)!;
  if (kept.state === 'rejected') throw new Refusal('consent-refused');
  return consentAnswer(kept);
}

/** Sends a received consent on to J-LIS. Without an answer it stays `received`. */
export async function forward(ctx: CaContext, id: string): Promise<void> {
  const { cms } = ctx.store.get('consent', id)!;
  let record: ConsentRecord;
  try {
    record = await forwardConsent(ctx, cms!);
  } catch (error) {
    if (error instanceof JlisAway) return;
    if (!(error instanceof JlisRefused)) throw error;
    ctx.store.transact((tx) => {
      const { cms: _, ...kept } = changed(ctx, tx, tx.get('consent', id)!, 'reject', 'refused-by-j-lis');
      tx.put('consent', id, kept);
      tx.audit({ actor: 'j-lis', action: 'consent.record', object: id, decision: 'no', why: error.code });
    });
    return;
  }
  ctx.store.transact((tx) => {
    const now = tx.get('consent', id)!;
    if (now.state !== 'received') return;
    // The certificate handed in with a consent is not kept longer than needed (ministry guideline).
    const { cms: _, ...kept } = changed(ctx, tx, now, 'record', 'recorded-by-j-lis');
    const [fromAt, toAt] = [new Date(record.from).getTime(), new Date(record.to).getTime()];
    tx.put('consent', id, { ...kept, record: { consent: record.consent, fromAt, toAt } });
    tx.audit({ actor: 'j-lis', action: 'consent.record', object: id, decision: 'yes' });
  });
}

/** Moves a consent along its life; the caller writes it. */
export const changed = (
  ctx: CaContext,
  _tx: Transaction,
  consent: Consent,
  event: string,
  ground: string,
): Consent => ({
  ...consent,
  state: ctx.steps.transition('consent', consent.state, event as never, ground) as Consent['state'],
});

/** In force now: recorded by J-LIS, begun, not withdrawn, not over (INV-19, INV-22, INV-23). */
export const isActive = ({ state, record }: Consent, at: number): boolean =>
  state === 'active' && record !== undefined && record.fromAt <= at && at <= record.toAt;

/** M15. Here it ends at once, whether or not J-LIS can be reached; the withdrawal is sent on until J-LIS has it. */
export async function withdrawConsent(ctx: CaContext, cms: Uint8Array): Promise<CaConsentAnswer> {
  const { content, certificate } = await readSaid(ctx, withdrawalContent, cms);
  const person = knownPerson(ctx.store.get, serialOf(certificate));
  if (!person) return ctx.steps.withdrawUnderNewNumber(ctx, content, cms);
  ctx.steps.checkService(ctx, person, content);
  const own = person.consents
    .map((id) => ctx.store.get('consent', id)!)
    .filter(({ service }) => service === content.service);
  const open = own.filter(({ state }) => state === 'received' || state === 'active');
  if (own.length === 0) throw new Refusal('consent-unknown');
  // The same message again, late: what was given after it is not meant.
  const digest = sha256Hex(cms);
  const ended = own.findLast(({ withdrawnBy }) => withdrawnBy === digest);
  if (ended) return consentAnswer(ended);
  // Said twice: the same answer.
  if (open.length === 0) return consentAnswer(own.at(-1)!);
  ctx.store.transact((tx) => {
    for (const consent of open) {
      const { cms: _, ...over } = changed(ctx, tx, consent, 'withdraw', 'signed-by-the-person');
      const withdrawal = { cms: base64(cms) };
      tx.put('consent', consent.id, { ...over, withdrawal, withdrawnBy: digest });
      tx.audit({ actor: 'holder', action: 'consent.withdraw', object: consent.id });
    }
  });
  for (const { id } of open) await sendWithdrawal(ctx, id);
  return consentAnswer(ctx.store.get('consent', open.at(-1)!.id)!);
}

/**
 * Who signs by a certificate that is not known here may be somebody whose earlier one gave the consent: withdrawn any time
 * (施行規則35条の2第5項), over any number of new certificates. J-LIS knows whose both are. So what was signed goes there as it is, and
 * what J-LIS ended has ended here too. The latest items are not asked for, which would be to use the consent once more; and that
 * the numbers are one person's is not kept.
 */
export async function withdrawUnderNewNumber(
  ctx: CaContext,
  { verifier }: Pick<ConsentContent, 'verifier'>,
  cms: Uint8Array,
): Promise<CaConsentAnswer> {
  if (verifier !== ctx.policy.verifierId) throw new Refusal('consent-service');
  const ended = await endedByJlis(ctx, cms);
  for (const record of ended) withdrawnElsewhere(ctx, record);
  const own = [...ctx.store.values('consent')].filter(({ record }) => record && ended.has(record.consent));
  if (own.length === 0) throw new Refusal('person-unknown');
  return consentAnswer(own.at(-1)!);
}

/** The consents that J-LIS says were withdrawn by this message, by their id there. */
async function endedByJlis(ctx: CaContext, cms: Uint8Array): Promise<ReadonlySet<string>> {
  try {
    const { consents } = await forwardWithdrawal(ctx, base64(cms));
    return new Set(consents.map(({ consent }) => consent));
  } catch (error) {
    if (error instanceof JlisRefused && error.code === 'consent-unknown') return new Set();
    if (error instanceof JlisRefused) throw new Refusal('withdrawal-not-sent', error.code);
    if (error instanceof JlisAway) throw new Refusal('withdrawal-not-sent', 'no answer');
    throw error;
  }
}

export async function sendWithdrawal(ctx: CaContext, id: string): Promise<void> {
  const { withdrawal } = ctx.store.get('consent', id)!;
  if (!withdrawal) return;
  try {
    await forwardWithdrawal(ctx, withdrawal.cms);
  } catch (error) {
    if (error instanceof JlisAway) return;
    // J-LIS knows no such consent, or it ended there before: nothing is left to withdraw.
    if (!(error instanceof JlisRefused)) throw error;
  }
  ctx.store.transact((tx) => {
    const { withdrawal: _, ...done } = tx.get('consent', id)!;
    tx.put('consent', id, done);
  });
}

/** J-LIS told that it was withdrawn there (INV-22). */
export function withdrawnElsewhere(ctx: CaContext, record: string): void {
  for (const consent of ctx.store.values('consent')) {
    if (consent.record?.consent !== record || consent.state !== 'active') continue;
    ctx.store.transact((tx) => {
      tx.put('consent', consent.id, changed(ctx, tx, consent, 'withdraw', 'signed-by-the-person'));
      tx.audit({ actor: 'j-lis', action: 'consent.withdraw', object: consent.id });
    });
  }
}
