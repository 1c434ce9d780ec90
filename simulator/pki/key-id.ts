/** The key identifier: SHA-1 of the bits of the public key. Source: RFC 5280, 4.2.1.2 (1); RFC 6960, 4.1.1 and 4.2.1. */
import { createHash } from 'node:crypto';
import type { Der } from './der.ts';
import { bitsOf, childOf, decoding, parseDer } from './read-asn1.ts';

/** The content of the BIT STRING subjectPublicKey, without tag, length and the count of unused bits. */
export const publicKeyBitsOf = (spki: Der): Uint8Array =>
  decoding('ERR_SPKI', 'spki', () => bitsOf(childOf(parseDer(spki), 1)));

/**
 * SHA-1 over the public key's bits. Serves subjectKeyIdentifier, authorityKeyIdentifier and the key hash of OCSP alike.
 * DecodeError ERR_SPKI if `spki` is none.
 */
export const keyIdOf = (spki: Der): Uint8Array =>
  Uint8Array.from(createHash('sha1').update(publicKeyBitsOf(spki)).digest());
