/**
 * The end of a certificate before its time. Grounds: the person's wish, a lost or compromised key, a recorded fact found
 * untrue, or another certificate in its place (施行規則6条10号). Never merely that the JPKI certificate ended.
 */
import type { CrlReason } from '../../pki/index.ts';
import { type CaContext, DECIDER } from '../context.ts';
import type { Decision } from '../state/audit.ts';
import type { IssuedCertificate } from '../state/records.ts';
import type { Transaction } from '../state/store.ts';

export type Ground =
  | 'key-compromise'
  | 'holder-wish'
  | 'facts-untrue'
  | 'replaced'
  | 'not-accepted'
  | 'joined-elsewhere'
  | 'operator';

/** As the published practice has it, everything the holder asks for is `cessationOfOperation`, save a compromised key. */
export const REASON: Readonly<Record<Ground, CrlReason>> = {
  'key-compromise': 'keyCompromise',
  'holder-wish': 'cessationOfOperation',
  'facts-untrue': 'affiliationChanged',
  replaced: 'superseded',
  'not-accepted': 'cessationOfOperation',
  'joined-elsewhere': 'superseded',
  operator: 'privilegeWithdrawn',
};

export const isLive = ({ state }: IssuedCertificate): boolean => state === 'pending' || state === 'valid';

/** What the relying party of the app and the holder hear. */
export function tellEnd(tx: Transaction, certificate: IssuedCertificate, at: number): void {
  const { serial, appId, person } = certificate;
  const pairwise = tx.get('person', person)?.pairwise[appId];
  if (certificate.kind !== 'basic' || pairwise === undefined) return;
  const event = tx.next('event');
  tx.put('event', String(event), {
    number: event,
    at,
    appId,
    pairwise,
    kind: 'certificate-ended',
    subject: serial,
  });
  // 施行規則6条12号: the holder is told without delay.
  const number = tx.next('notice');
  tx.put('notice', String(number), { number, at, person, kind: 'certificate-revoked', certificate: serial });
}

export interface Revocation {
  readonly ground: Ground;
  /** When the request or the knowledge reached the CA. */
  readonly askedAt: number;
  readonly actor: Decision['actor'];
}

/** Ends a certificate and its device binding. Ended ones stay as they are. */
export function revoke(
  ctx: CaContext,
  tx: Transaction,
  serial: string,
  { ground, askedAt, actor }: Revocation,
): void {
  const certificate = tx.get('certificate', serial)!;
  if (!isLive(certificate)) return;
  const at = ctx.now().getTime();
  const state = ctx.steps.transition('certificate', certificate.state, 'revoke', 'ground') as 'revoked';
  const reason = REASON[ground];
  tx.put('certificate', serial, { ...certificate, state, revocation: { at, reason, askedAt, ground } });
  tx.next('revocation');
  tx.audit({
    actor,
    action: 'certificate.revoke',
    object: serial,
    decision: 'yes',
    why: ground,
    decider: DECIDER,
    askedAt: new Date(askedAt).toISOString(),
  });
  if (certificate.state === 'valid') {
    tellEnd(tx, certificate, at);
    releaseDevice(ctx, tx, certificate, ground === 'replaced' ? 'replace' : 'remove');
  }
}

export const deviceKey = ({ appId, keyId }: IssuedCertificate): string => `${appId}/${keyId}`;

function releaseDevice(
  ctx: CaContext,
  tx: Transaction,
  certificate: IssuedCertificate,
  event: 'replace' | 'remove',
): void {
  const device = tx.get('device', deviceKey(certificate));
  if (device?.state !== 'bound') return;
  const ground = event === 'replace' ? 'card-or-key-proved' : 'ground';
  const state = ctx.steps.transition('device', device.state, event, ground) as typeof device.state;
  tx.put('device', deviceKey(certificate), { ...device, state });
}
