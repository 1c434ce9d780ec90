/** Verifies signatures with node:crypto, and says which keys are strong enough. Sources: RFC 4055, 5; RFC 5758, 3.2. */
import { createPublicKey, verify } from 'node:crypto';
import { OID } from './oids.ts';

type Known = { readonly hash: 'sha256' | 'sha384' | 'sha512'; readonly keyType: 'rsa' | 'ec' };

const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  [OID.sha256WithRSA, { hash: 'sha256', keyType: 'rsa' }],
  [OID.sha384WithRSA, { hash: 'sha384', keyType: 'rsa' }],
  [OID.sha512WithRSA, { hash: 'sha512', keyType: 'rsa' }],
  [OID.ecdsaWithSHA256, { hash: 'sha256', keyType: 'ec' }],
  [OID.ecdsaWithSHA384, { hash: 'sha384', keyType: 'ec' }],
  [OID.ecdsaWithSHA512, { hash: 'sha512', keyType: 'ec' }],
]);

/** A signature with what it covers. `algorithm` is an object identifier; an ECDSA signature is in DER. */
export type Signed = {
  readonly algorithm: string;
  readonly spki: Uint8Array;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
};

/** Does the signature hold? False too for an algorithm not known here, or one that the key is not made for. */
export function verifySignature({ algorithm, spki, bytes, signature }: Signed): boolean {
  const rule = known.get(algorithm);
  if (rule === undefined) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === rule.keyType && verify(rule.hash, bytes, key, signature);
  } catch {
    return false; // A key that node:crypto cannot read verifies nothing.
  }
}

/** 電子署名法施行規則2条1号. */
const RSA_BITS_MIN = 2048;
/** 2条3号: 224 bits and more. */
const CURVES: ReadonlySet<string> = new Set(['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1']);

/** Is this public key (SubjectPublicKeyInfo) of a kind and a length that the law takes? */
export function isStrongKey(spki: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
    return key.asymmetricKeyType === 'rsa' ? modulusLength >= RSA_BITS_MIN : CURVES.has(namedCurve);
  } catch {
    return false; // A key that node:crypto cannot read is none.
  }
}
