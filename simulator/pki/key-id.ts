/** The key identifier: SHA-1 of the bits of the public key. Source: RFC 5280, 4.2.1.2 (1); RFC 6960, 4.2.1. */
import { createHash } from 'node:crypto';
import type { Der } from './der.ts';
import { childrenOf, contentOf, decoding, parseDer } from './read-asn1.ts';

/**
 * SHA-1 over the content of the BIT STRING subjectPublicKey, without tag, length and the count of unused bits.
 * Serves subjectKeyIdentifier, authorityKeyIdentifier, OCSP key hashes alike. DecodeError ERR_SPKI if `spki` is none.
 */
export const keyIdOf = (spki: Der): Uint8Array =>
  decoding('ERR_SPKI', 'spki', () => {
    const publicKey = childrenOf(parseDer(spki))[1]!;
    return Uint8Array.from(createHash('sha1').update(contentOf(publicKey).subarray(1)).digest());
  });
