/** A new certificate comes into force, and in the same step the one that it takes the place of ends (INV-17). */
import type { CaContext } from '../context.ts';
import { type Application, type IssuedCertificate, issuedBy, type Person } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';
import { deviceKey, isLive, revoke } from './revoke.ts';

export function bringIntoForce(ctx: CaContext, tx: Transaction, application: Application): void {
  for (const serial of issuedBy(application)) activate(ctx, tx, tx.get('certificate', serial)!);
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
 * Two records became one, and both may have had a phone in force for the same app: one more than a person may have. The newest
 * stays (INV-17); where several phones are allowed all do.
 */
export function doublesOf({ policy }: CaContext, tx: Transaction, person: Person): readonly string[] {
  if (policy.severalPhones) return [];
  // What nobody accepted takes the place of nothing: its phone may have found that it is somebody else's.
  const inForce = person.certificates
    .map((serial) => tx.get('certificate', serial)!)
    .filter(({ state }) => state === 'valid');
  const newest = new Map<string, IssuedCertificate>();
  for (const certificate of inForce) {
    const known = newest.get(certificate.appId);
    if (!known || certificate.notBefore >= known.notBefore) newest.set(certificate.appId, certificate);
  }
  return inForce
    .filter(({ appId, application }) => newest.get(appId)!.application !== application)
    .map(({ serial }) => serial);
}

export function endDoubles(ctx: CaContext, tx: Transaction, person: Person): void {
  for (const serial of ctx.steps.doublesOf(ctx, tx, person))
    revoke(ctx, tx, serial, { ground: 'joined-elsewhere', askedAt: ctx.now().getTime(), actor: 'ca' });
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
