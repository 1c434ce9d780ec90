/**
 * Keeps the trust anchor fresh (P1): notices that a person's certificate lost its validity, asks J-LIS for the latest items
 * only then and only with a consent in force (INV-19), enters them, and links the new number to the person.
 */
import { readCertificate } from '../../pki/index.ts';
import {
  askFourItems,
  JlisAway,
  JlisRefused,
  pollWithdrawals,
  profileTime,
  Refusal,
} from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import { personOf } from '../registration/person.ts';
import type { Anchor, Consent } from '../state/records.ts';
import { changed, isActive, sendWithdrawal, withdrawnElsewhere } from './consents.ts';
import { takeDelivery } from './delivery.ts';

/**
 * One round over all consents that are in force now; of everybody else nothing is looked up. What cannot be had now waits
 * for the next round.
 */
export async function watchPersons(ctx: CaContext): Promise<void> {
  if (ctx.verifierUrl === undefined) return;
  for (const { id } of [...ctx.store.values('consent')]) {
    const consent = ctx.store.get('consent', id)!;
    if (!isActive(consent, ctx.now().getTime())) continue;
    const anchor = ctx.store.get('anchor', consent.latest ?? consent.serial);
    if (!anchor) continue;
    const seen = anchor.state === 'live' ? await ctx.steps.noticeLoss(ctx, anchor) : anchor;
    // A withdrawal may have come in while J-LIS was asked about the certificate.
    if (ctx.steps.mayAsk(ctx, ctx.store.get('consent', id)!, seen)) await askForLatest(ctx, id, seen);
  }
}

/** 公的個人認証法19条5項: the loss, by revocation or by expiry, is found before anything is asked. */
export async function noticeLoss(ctx: CaContext, anchor: Anchor): Promise<Anchor> {
  const now = ctx.now().getTime();
  if (anchor.notAfter !== undefined && now > anchor.notAfter) return die(ctx, anchor, 'expired');
  const issuer = ctx.verifier.anchors
    .map((der) => readCertificate(der))
    .find(({ ski }) => ski && Buffer.from(ski).toString('hex') === anchor.issuerKeyId);
  // Only J-LIS's word is known of this number so far: any generation may have issued it.
  const candidates = issuer ? [issuer] : ctx.verifier.anchors.map((der) => readCertificate(der));
  for (const candidate of candidates) {
    try {
      const { status } = await ctx.steps.askStatus(ctx.verifier, BigInt(anchor.serial), candidate);
      if (status === 'revoked') return die(ctx, anchor, 'revoked');
    } catch (error) {
      // Without an answer nothing was found: nothing is asked.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return anchor;
}

function die(ctx: CaContext, anchor: Anchor, cause: 'revoked' | 'expired'): Anchor {
  return ctx.store.transact((tx) => {
    const state = ctx.steps.transition(
      'anchor',
      anchor.state,
      'die',
      'revoked-or-expired',
    ) as Anchor['state'];
    const dead: Anchor = { ...anchor, state, diedAt: ctx.now().getTime(), cause };
    tx.put('anchor', anchor.serial, dead);
    tx.audit({ actor: 'ca', action: 'anchor.die', object: anchor.person, why: cause });
    return dead;
  });
}

/** M16, M17: for the service of this consent, since a consent covers no other. */
async function askForLatest(ctx: CaContext, id: string, anchor: Anchor): Promise<void> {
  const { service, person } = ctx.store.get('consent', id)!;
  try {
    const answer = await askFourItems(ctx, { service, serial: anchor.serial });
    const consent = ctx.store.get('consent', id)!;
    if (ctx.steps.mayTake(ctx, consent))
      ctx.store.transact((tx) => takeDelivery(ctx, tx, consent, anchor, answer));
  } catch (error) {
    if (!(error instanceof JlisAway || error instanceof JlisRefused)) throw error;
    const why = error instanceof JlisRefused ? error.code : 'no-answer';
    ctx.store.transact((tx) =>
      tx.audit({ actor: 'j-lis', action: 'four-items.ask', object: person, decision: 'no', why }),
    );
  }
}

/** Whoever lost the certificate and has no consent any more is no longer looked for. */
export function giveUpAnchors(ctx: CaContext): void {
  const now = ctx.now().getTime();
  for (const anchor of [...ctx.store.values('anchor')]) {
    if (anchor.state !== 'dead' && anchor.state !== 'waiting') continue;
    const { consents } = personOf(ctx.store.get, anchor.person);
    if (consents.some((id) => isActive(ctx.store.get('consent', id)!, now))) continue;
    ctx.store.transact((tx) => {
      const state = ctx.steps.transition('anchor', anchor.state, 'lose', 'consent-ended') as Anchor['state'];
      tx.put('anchor', anchor.serial, { ...anchor, state });
      tx.audit({ actor: 'ca', action: 'anchor.lose', object: anchor.person });
    });
  }
}

/** A consent that was withdrawn while the question was on its way: what comes is not taken (INV-22). */
export const mayTake = (ctx: CaContext, consent: Consent): boolean => isActive(consent, ctx.now().getTime());

/** INV-19: a consent in force, and a loss that was seen. */
export const mayAsk = (ctx: CaContext, consent: Consent, { state }: Anchor): boolean =>
  isActive(consent, ctx.now().getTime()) && state !== 'live' && state !== 'lost';

/** Consents: sends on what waits, hears of withdrawals at J-LIS, ends what is over. */
export async function tendConsents(ctx: CaContext): Promise<void> {
  const now = ctx.now().getTime();
  const all = [...ctx.store.values('consent')];
  for (const { id, state, withdrawal } of all) {
    if (state === 'received') await ctx.steps.forward(ctx, id);
    if (withdrawal) await sendWithdrawal(ctx, id);
  }
  if (ctx.verifierUrl !== undefined) await hearOfWithdrawals(ctx, new Set(all.map(({ service }) => service)));
  for (const { id } of all) {
    const consent = ctx.store.get('consent', id)!;
    if (consent.state !== 'active' || now <= consent.record!.toAt) continue;
    ctx.store.transact((tx) => {
      tx.put('consent', id, changed(ctx, tx, consent, 'expire', 'ten-years-over'));
      const number = tx.next('notice');
      tx.put('notice', String(number), { number, at: now, person: consent.person, kind: 'consent-ends' });
      tx.audit({ actor: 'ca', action: 'consent.expire', object: id });
    });
  }
}

async function hearOfWithdrawals(ctx: CaContext, services: ReadonlySet<string>): Promise<void> {
  for (const service of services) {
    const key = `polled ${service}`;
    // A minute of overlap: our clock and J-LIS's need not agree, and hearing twice does no harm.
    const since = Math.max(0, (ctx.store.get('meta', key)?.value ?? 60_000) - 60_000);
    const asked = ctx.now().getTime();
    try {
      const { withdrawn } = await pollWithdrawals(ctx, service, profileTime(new Date(since)));
      for (const { consent } of withdrawn) withdrawnElsewhere(ctx, consent);
      ctx.store.transact((tx) => tx.put('meta', key, { value: asked }));
    } catch (error) {
      if (!(error instanceof JlisAway || error instanceof JlisRefused)) throw error;
    }
  }
}
