/** A new certificate comes into force, and in the same step the one that it takes the place of ends (INV-17). */
import type { CaContext } from '../context.ts';
import type { Application, IssuedCertificate } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';
import { deviceKey, isLive, revoke } from './revoke.ts';

export function bringIntoForce(ctx: CaContext, tx: Transaction, application: Application): void {
  const own = [application.certificate, application.attributeCertificate].filter((s) => s !== undefined);
  for (const serial of own) activate(ctx, tx, tx.get('certificate', serial)!);
  const basic = tx.get('certificate', application.certificate!)!;
  for (const old of ctx.steps.supersededBy(ctx, tx, basic, application))
    revoke(ctx, tx, old, { ground: 'replaced', askedAt: ctx.now().getTime(), actor: 'ca' });
}

function activate(ctx: CaContext, tx: Transaction, certificate: IssuedCertificate): void {
  const state = ctx.steps.transition('certificate', certificate.state, 'activate', 'accepted') as 'valid';
  tx.put('certificate', certificate.serial, { ...certificate, state });
  const { person, appId, keyId } = certificate;
  const device = tx.get('device', deviceKey(certificate));
  if (device?.state === 'bound') return;
  const bound = ctx.steps.transition('device', 'none', 'bind', 'accepted') as 'bound';
  tx.put('device', deviceKey(certificate), { person, appId, keyId, state: bound });
}

/**
 * Serial numbers of what a new certificate takes the place of: everything else that lives for this person and this app, or
 * where several phones are allowed, only what it renews and what the same phone had.
 */
export function supersededBy(
  { policy }: CaContext,
  tx: Transaction,
  fresh: IssuedCertificate,
  application: Application,
): readonly string[] {
  const person = tx.get('person', fresh.person)!;
  return person.certificates.filter((serial) => {
    const other = tx.get('certificate', serial)!;
    if (other.application === fresh.application || other.appId !== fresh.appId || !isLive(other))
      return false;
    if (!policy.severalPhones) return true;
    const renewed = application.renews && tx.get('certificate', application.renews);
    return other.appInstance === fresh.appInstance || (renewed && other.application === renewed.application);
  });
}
