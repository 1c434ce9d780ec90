/**
 * What a relying party hears and fetches: events without personal data, and the change itself where the person consented to
 * its service (M18 to M21, INV-27 to INV-31). See docs/ca.md for the interface.
 */
import { type ChangeConfirmation, changeConfirmation, profileTime, Refusal } from '../../profile/index.ts';
import { clientCertificateOf } from '../../world/index.ts';
import { readHolderMessage } from '../certificates/holder.ts';
import type { CaContext } from '../context.ts';
import { personOf } from '../registration/person.ts';
import type { AttributeCase, IssuedCertificate } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';

/** The app whose relying party calls, by its client certificate. */
export function callerOf({ apps }: CaContext, headers: Headers): string {
  const certificate = clientCertificateOf({ headers });
  const app = certificate && apps.find((one) => Buffer.compare(one.clientCertificate, certificate) === 0);
  if (!app) throw new Refusal('caller-unknown');
  return app.appId;
}

const EVENTS_MAX = 100;

export function eventsFor(ctx: CaContext, appId: string, after: number) {
  const events = [];
  for (const event of ctx.store.values('event')) {
    if (event.number <= after || event.appId !== appId) continue;
    const { number, at, kind, pairwise, subject } = event;
    events.push({ number, at: profileTime(new Date(at)), kind, pairwise, subject });
    if (events.length === EVENTS_MAX) break;
  }
  return { events };
}

function caseOf(ctx: CaContext, appId: string, id: string): AttributeCase {
  const found = ctx.store.get('attribute-case', id);
  // A case of another app is not even admitted to exist (INV-30).
  if (!found || found.appId !== appId) throw new Refusal('case-unknown');
  const open = found.state === 'open' || found.state === 'pushed';
  if (!open || ctx.now().getTime() <= found.expiresAt) return found;
  return ctx.store.transact((tx) => moved(ctx, tx, found, 'time-out'));
}

function moved(
  ctx: CaContext,
  tx: Transaction,
  one: AttributeCase,
  event: string,
  ground?: string,
): AttributeCase {
  const state = ctx.steps.transition('attribute-case', one.state, event as never, ground);
  const next = { ...one, state: state as AttributeCase['state'] };
  tx.put('attribute-case', one.id, next);
  tx.audit({ actor: 'relying-party', action: `case.${event}`, object: one.id, why: one.appId });
  return next;
}

export function fetchCase(ctx: CaContext, appId: string, id: string) {
  const found = caseOf(ctx, appId, id);
  const now = found.state === 'open' ? ctx.store.transact((tx) => moved(ctx, tx, found, 'fetch')) : found;
  const { pairwise, state, items, changeSet, expiresAt } = now;
  // Ended cases keep their state; their items are not given out again.
  const given = state === 'pushed' || state === 'confirmed' ? items : {};
  return { case: id, pairwise, state, items: given, changeSet, expires: profileTime(new Date(expiresAt)) };
}

/** M20: by a key in force of this person in this app, over this case and this very change (INV-27). */
export function checkConfirmation(
  ctx: CaContext,
  one: AttributeCase,
  content: ChangeConfirmation,
  signer: IssuedCertificate,
): void {
  ctx.steps.checkInForce(ctx, signer);
  ctx.steps.checkSigns(signer);
  if (signer.appId !== one.appId || personOf(ctx.store.get, one.person).id !== signer.person)
    throw new Refusal('request-not-yours');
  if (content.case !== one.id || content.changeSet !== one.changeSet) throw new Refusal('case-mismatch');
}

/** M21. The same result twice changes nothing more (INV-28). */
export function closeCase(ctx: CaContext, appId: string, id: string, jws: string) {
  const { content, signer } = readHolderMessage(
    ctx,
    changeConfirmation,
    jws,
    'request-malformed',
    'request-signature-invalid',
  );
  const found = caseOf(ctx, appId, id);
  ctx.steps.checkConfirmation(ctx, found, content, signer);
  const wanted = content.decision === 'confirm' ? 'applied' : 'declined';
  if (found.state !== wanted)
    ctx.store.transact((tx) => {
      if (wanted === 'declined') moved(ctx, tx, found, 'decline');
      else moved(ctx, tx, moved(ctx, tx, found, 'confirm', 'confirmed-by-the-person'), 'apply');
    });
  return fetchCase(ctx, appId, id);
}
