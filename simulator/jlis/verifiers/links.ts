/**
 * The number of the corresponding certificate (対応証明書の発行の番号). Source: 公的個人認証法 18条4項, 18条5項, 37条3項. Numbers
 * only, of certificates whose period of validity has not elapsed, revoked or not; no consent is asked for.
 */
import { type LinkAnswer, Refusal } from '../../profile/index.ts';
import type { JpkiKind } from '../config.ts';
import type { Register } from '../register/register.ts';
import type { JlisSteps } from '../steps.ts';
import type { Verifier } from './registry.ts';
import type { LinkEnd } from './rules.ts';

export interface LinkDeps {
  readonly register: Register;
  readonly steps: JlisSteps;
  readonly now: () => Date;
}

/** @throws Refusal `link-not-in-law`, `verifier-not-permitted` */
export function linkedNumber(
  { register, steps, now }: LinkDeps,
  verifier: Verifier,
  { from, to }: { readonly from: { readonly kind: JpkiKind; readonly serial: bigint }; readonly to: LinkEnd },
): LinkAnswer {
  const at = now();
  // Who is a verifier of neither kind learns nothing, not even whether there is such a number.
  if (!verifier.kinds.includes(from.kind)) throw new Refusal('verifier-not-permitted');
  const known = register.certificate(from.kind, from.serial);
  if (known === undefined) return { outcome: 'UNKNOWN_CERTIFICATE' };
  const needed = steps.kindsForLink(known, to);
  if (needed === undefined) throw new Refusal('link-not-in-law');
  if (!needed.every((kind) => verifier.kinds.includes(kind))) throw new Refusal('verifier-not-permitted');
  if (!steps.isRetained(known, at)) return { outcome: 'OUT_OF_RETENTION' };
  const counterpart = steps.linked(register.peek(known.citizen).certificates, to, at);
  return counterpart ? { outcome: 'FOUND', serial: String(counterpart.serial) } : { outcome: 'NONE' };
}
