/** A compact JWS that was altered on its way. */
import type { Chance } from '../../../simulator/world/index.ts';

const flipped = (part: string, bit: number): string => {
  const bytes = Buffer.from(part, 'base64url');
  bytes[Math.floor(bit / 8)]! ^= 1 << (bit % 8);
  return bytes.toString('base64url');
};

/** One bit of the payload (1) or of the signature (2), drawn. */
export function oneBitChanged(jws: string, which: 1 | 2, chance: Chance): string {
  const parts = jws.split('.') as [string, string, string];
  parts[which] = flipped(parts[which], chance.below(Buffer.from(parts[which], 'base64url').length * 8));
  return parts.join('.');
}
