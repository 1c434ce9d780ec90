/** Which keys are certified. 施行規則2条: RSA of 2048 bits or more, elliptic curves of 224 or more; here fewer, by policy. */
import { createPublicKey } from 'node:crypto';
import type { Csr } from '../../pki/index.ts';
import { Refusal } from '../../profile/index.ts';
import type { KeyKind } from '../policy.ts';

const RSA_BITS_MIN = 2048;
/** Verifiers slow down with the size; beyond this nobody asks. */
const RSA_BITS_MAX = 4096;
/** FIPS 186-5, A.1.1: 2^16 < e, odd. The usual one only. */
const RSA_EXPONENT = 65_537n;
/** SubjectPublicKeyInfo with an uncompressed point: the only form this profile takes. */
const EC_SPKI_BYTES: Readonly<Record<string, readonly [kind: KeyKind, bytes: number]>> = {
  prime256v1: ['p256', 91],
  secp384r1: ['p384', 120],
};

/** The kind of the key, or undefined for one that no policy certifies. Reads the bytes strictly: one key, one encoding. */
export function keyKindOf(spki: Uint8Array): KeyKind | undefined {
  let key: ReturnType<typeof createPublicKey>;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
  if (!Buffer.from(spki).equals(key.export({ type: 'spki', format: 'der' }))) return undefined;
  const details = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    const bits = details.modulusLength ?? 0;
    const fits = bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX && details.publicExponent === RSA_EXPONENT;
    return fits ? 'rsa' : undefined;
  }
  const [kind, bytes] = EC_SPKI_BYTES[details.namedCurve ?? ''] ?? [undefined, 0];
  return spki.length === bytes ? kind : undefined;
}

export function checkKey({ spki }: Csr, accepted: readonly KeyKind[]): void {
  const kind = keyKindOf(spki);
  if (kind === undefined || !accepted.includes(kind)) throw new Refusal('key-unacceptable');
}
