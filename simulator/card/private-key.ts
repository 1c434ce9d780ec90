/** What a private key of the card does once a command has prepared its input. */
import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import { p384 } from '@noble/curves/nist.js';

/** Octets of the modulus; 0 when the key is not RSA. */
export function modulusLengthOf(key: KeyObject): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

/** RSASP1 (RFC 8017, 5.2.1): em^d mod n, no padding of its own. */
export function privateRsa(key: KeyObject, em: Uint8Array): Uint8Array {
  return Uint8Array.from(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, em));
}

const scalars = new WeakMap<KeyObject, Uint8Array>();

function scalarOf(key: KeyObject): Uint8Array {
  const known = scalars.get(key);
  if (known !== undefined) return known;
  const scalar = Uint8Array.from(Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url'));
  scalars.set(key, scalar);
  return scalar;
}

/** ECDSA on P-384 over a digest, the nonce by RFC 6979: the same signature each time. */
export function ecdsa(key: KeyObject, digest: Uint8Array, form: 'plain' | 'der'): Uint8Array {
  // Verifiers of X.509 know no rule of low s; s stays as RFC 6979 gives it.
  const format = form === 'der' ? 'der' : 'compact';
  return p384.sign(digest, scalarOf(key), { prehash: false, lowS: false, format });
}
