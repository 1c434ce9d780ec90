/**
 * Signers and the public key of each. The same bytes under the same key always give the same signature.
 *
 * Sources: RFC 8017, 8.2 (PKCS#1 v1.5); RFC 6979 (deterministic ECDSA); RFC 3279, 4055, 5480, 5758 (identifiers).
 */
import type { KeyObject } from 'node:crypto';
import { createECDH, createPrivateKey, createPublicKey, createSign, sign } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { bitString, concat, type Der, nul, oid, seq } from './der.ts';
import { OID } from './oids.ts';

/** The algorithms that this project signs with; the last one for requests of phones whose key is on P-384. */
export type SignatureAlgorithm = 'sha256WithRSA' | 'ecdsaWithSHA256' | 'ecdsaWithSHA384';

/** A key that signs. `spki` is the SubjectPublicKeyInfo that belongs to it. */
export type Signer = {
  readonly algorithm: SignatureAlgorithm;
  readonly spki: Der;
  /** The signature over the parts one after another: what is large need not stand in one piece. */
  sign(...parts: readonly Uint8Array[]): Uint8Array;
};

// RFC 4055, 2.1 and 5: NULL stands for RSA. RFC 5758, 3.2: nothing stands for ECDSA.
const identifiers: Readonly<Record<SignatureAlgorithm, Der>> = {
  sha256WithRSA: seq(oid(OID.sha256WithRSA), nul()),
  ecdsaWithSHA256: seq(oid(OID.ecdsaWithSHA256)),
  ecdsaWithSHA384: seq(oid(OID.ecdsaWithSHA384)),
};

/** The AlgorithmIdentifier of a signature. */
export const algorithmIdentifier = (algorithm: SignatureAlgorithm): Der => identifiers[algorithm];

/** The SubjectPublicKeyInfo of a key of node:crypto, private or public. */
export function spkiOf(key: KeyObject): Der {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
}

/** The SubjectPublicKeyInfo of a point on P-256, given uncompressed (04, x, y). RFC 5480, 2. */
export const p256Spki = (point: Uint8Array): Der =>
  seq(seq(oid(OID.ecPublicKey), oid(OID.p256)), bitString(point));

const ecdh = createECDH('prime256v1');

/** The public point of a private scalar of P-256 (32 bytes, 0 < d < n), uncompressed. By OpenSSL: a tenth of the time. */
function p256Point(privateScalar: Uint8Array): Uint8Array {
  ecdh.setPrivateKey(privateScalar);
  return Uint8Array.from(ecdh.getPublicKey());
}

function signRsa(privateKey: KeyObject, parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return sign('sha256', only, privateKey); // the shorter way to the same
  const signing = createSign('sha256');
  for (const part of parts) signing.update(part);
  return signing.sign(privateKey);
}

/** Signs with RSA PKCS#1 v1.5 and SHA-256. */
export const rsaSigner = (privateKey: KeyObject): Signer => ({
  algorithm: 'sha256WithRSA',
  spki: spkiOf(privateKey),
  sign: (...parts) => new Uint8Array(signRsa(privateKey, parts)),
});

/** Signs with ECDSA on P-256 and SHA-256, the nonce drawn by RFC 6979. `privateScalar` is 32 bytes, 0 < d < n. */
export const p256Signer = (privateScalar: Uint8Array): Signer => ({
  algorithm: 'ecdsaWithSHA256',
  spki: p256Spki(p256Point(privateScalar)),
  // X.509 signers promise no low s (RFC 5480 knows no such rule), so s stays as RFC 6979 gives it.
  sign: (...parts) =>
    p256.sign(concat(...parts), privateScalar, { prehash: true, format: 'der', lowS: false }),
});

/** The key of node:crypto with this private scalar of P-256 (32 bytes, 0 < d < n): for those who want it as a file. */
export function p256PrivateKey(privateScalar: Uint8Array): KeyObject {
  const point = p256Point(privateScalar);
  const part = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const [x, y] = [part(point.subarray(1, 33)), part(point.subarray(33))];
  return createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x, y, d: part(privateScalar) },
  });
}
