/** What the CA does by itself as time passes. Called by whoever runs it; every step is safe to repeat. */
import { revoke } from '../certificates/revoke.ts';
import { giveUpAnchors, tendConsents } from '../consent/watch.ts';
import type { CaContext } from '../context.ts';
import { moved } from '../registration/decide.ts';
import { type IssuedCertificate, issuedBy } from '../state/records.ts';

/** One round: consents, lost anchors, certificates and applications past their time, evidence past its keeping. */
export async function tick(ctx: CaContext): Promise<void> {
  await tendConsents(ctx);
  await ctx.steps.watchPersons(ctx);
  giveUpAnchors(ctx);
  endApplications(ctx);
  for (const certificate of [...ctx.store.values('certificate')]) tendCertificate(ctx, certificate);
  dropEvidence(ctx);
}

const OPEN = new Set(['offered', 'inspecting', 'second-tap', 'code-sent', 'issued']);

function endApplications(ctx: CaContext): void {
  const now = ctx.now().getTime();
  for (const application of [...ctx.store.values('application')]) {
    const id = application.offer.application;
    if (now <= application.expiresAt || !OPEN.has(application.state) || ctx.deciding.has(id)) continue;
    const inForce =
      application.certificate && ctx.store.get('certificate', application.certificate)!.state === 'valid';
    // Where certificates are in force at once, a receipt may never come.
    if (inForce) continue;
    ctx.store.transact((tx) => {
      moved(ctx, tx, application, 'expire');
      tx.audit({ actor: 'ca', action: 'application.expire', object: id });
      for (const serial of issuedBy(application))
        ctx.steps.revoke(ctx, tx, serial, { ground: 'not-accepted', askedAt: now, actor: 'ca' });
    });
  }
}

function tendCertificate(ctx: CaContext, certificate: IssuedCertificate): void {
  const now = ctx.now().getTime();
  const { serial, state, notAfter, untrue } = certificate;
  if (state !== 'valid' && state !== 'pending') return;
  if (now > notAfter) {
    ctx.store.transact((tx) => {
      const ended = ctx.steps.transition('certificate', state, 'expire', 'past-its-end') as 'expired';
      tx.put('certificate', serial, { ...certificate, state: ended });
      tx.audit({ actor: 'ca', action: 'certificate.expire', object: serial });
    });
  } else if (untrue && now >= untrue.endAt) {
    // 施行規則6条10号: the fact is untrue, whatever the holder did or did not do in the meantime (INV-26).
    ctx.store.transact((tx) =>
      ctx.steps.revoke(ctx, tx, serial, { ground: 'facts-untrue', askedAt: untrue.knownAt, actor: 'ca' }),
    );
  } else if (certificate.kind === 'basic' && now > notAfter - ctx.policy.expiryNoticeMs) {
    ctx.steps.announceEnd(ctx, certificate);
  }
}

/** The holder is told once of the coming end of each certificate. */
export function announceEnd(ctx: CaContext, { serial, person }: IssuedCertificate): void {
  const said = `expiry ${serial}`;
  if (ctx.store.get('meta', said)) return;
  ctx.store.transact((tx) => {
    const number = tx.next('notice');
    const at = ctx.now().getTime();
    tx.put('notice', String(number), {
      number,
      at,
      person,
      kind: 'certificate-expires',
      certificate: serial,
    });
    tx.put('meta', said, { value: at });
  });
}

/** Has the time to keep a proof run out? */
export const isOld = (keepUntil: number, now: Date): boolean => now.getTime() > keepUntil;

/** 施行規則12条2項: kept ten years beyond the end of the certificate, and not longer. */
function dropEvidence(ctx: CaContext): void {
  const now = ctx.now();
  const old: string[] = [];
  for (const [digest, { keepUntil }] of ctx.store.entries('evidence'))
    if (ctx.steps.isOld(keepUntil, now)) old.push(digest);
  if (old.length > 0)
    ctx.store.transact((tx) => {
      for (const digest of old) tx.remove('evidence', digest);
      tx.audit({ actor: 'ca', action: 'evidence.drop', object: String(old.length) });
    });
}

/** The CA's own people end a certificate, with a reason on record. */
export function revokeByOperator(
  ctx: CaContext,
  serial: string,
  ground: 'key-compromise' | 'facts-untrue' | 'operator',
): void {
  const askedAt = ctx.now().getTime();
  ctx.store.transact((tx) => revoke(ctx, tx, serial, { ground, askedAt, actor: 'operator' }));
}
