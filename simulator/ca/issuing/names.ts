/**
 * How the facts of the person stand in a certificate: one to one, no character changed, nothing left out (INV-03).
 *
 * A character marked as a substitute (代替文字) is not what the register says, and nothing tells what the register says.
 * It is certified with its mark, or refused, by policy; it is never guessed back.
 */
import { Refusal } from '../../profile/index.ts';
import type { CaPolicy } from '../policy.ts';
import type { FourItems } from '../state/records.ts';

/** RFC 5280, appendix A.1, ub-common-name. */
const COMMON_NAME_MAX = 64;

export interface CertifiedName {
  readonly commonName: string;
  /** Marks, one digit per character; absent when no character is a substitute. */
  readonly nameSubstitutes?: string;
}

export function mapHolder(
  { name, nameFlags }: FourItems,
  { substitutes, longNames }: Pick<CaPolicy, 'substitutes' | 'longNames'>,
): CertifiedName {
  if (longNames === 'refuse' && [...name].length > COMMON_NAME_MAX)
    throw new Refusal('name-unmappable', `longer than ${COMMON_NAME_MAX} characters`);
  if (!nameFlags.includes('1')) return { commonName: name };
  if (substitutes === 'refuse') throw new Refusal('name-substituted');
  return { commonName: name, nameSubstitutes: nameFlags };
}
