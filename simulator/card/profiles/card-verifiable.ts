/**
 * Card-verifiable certificates and the signed records of the 券面 applications. Layouts observed (myna-card, sc-tools-myna);
 * the keys are our own, with key ids of the range that test cards use.
 */
import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { concat, uintBytes, utf8Encode, writeTlv } from '../../apdu/index.ts';

/** Length fields of signed records are always 82 hh ll. */
const two = (tag: number, value: Uint8Array): Uint8Array => writeTlv(tag, value, 'two-octets');

/** A public key as these cards write it: 90 exponent, 91 modulus; 265 bytes for RSA-2048. */
export function publicKeyObjects(key: KeyObject): Uint8Array {
  const { n, e } = createPublicKey(key.export({ type: 'pkcs8', format: 'pem' })).export({ format: 'jwk' });
  const part = (text: string | undefined) => Uint8Array.from(Buffer.from(text!, 'base64url'));
  return concat(writeTlv(0x90, part(e)), two(0x91, part(n)));
}

/** PKCS#1 v1.5 with SHA-256, 256 bytes. */
export const signed = (key: KeyObject, content: Uint8Array): Uint8Array =>
  Uint8Array.from(sign('sha256', content, key));

/** Sixteen bytes: seven ASCII digits, 08 05, three ASCII digits, four bytes that tell instances apart (assumed). */
export function keyId(sevenDigits: string, generation = '001', instance = 1): Uint8Array {
  return concat(
    utf8Encode(sevenDigits),
    Uint8Array.of(0x08, 0x05),
    utf8Encode(generation),
    uintBytes(instance, 4),
  );
}

/** 7F21: issuer key id, subject key id, public key, and the issuer's signature over those; 568 bytes for RSA-2048. */
export function cvCertificate(fields: {
  issuerId: Uint8Array;
  issuerKey: KeyObject;
  subjectId: Uint8Array;
  subjectKey: KeyObject;
}): Uint8Array {
  const body = concat(fields.issuerId, fields.subjectId, publicKeyObjects(fields.subjectKey));
  return two(0x7f21, concat(two(0x5f4e, body), two(0x5f37, signed(fields.issuerKey, body))));
}

/** A record whose parts are followed by a signature over them. */
export function signedRecord(
  tag: number,
  parts: readonly Uint8Array[],
  signatureTag: number,
  key: KeyObject,
): Uint8Array {
  const content = concat(...parts);
  return two(tag, concat(content, two(signatureTag, signed(key, content))));
}

/** `two-octets` data object: 82 hh ll. */
export { two as longTlv };
