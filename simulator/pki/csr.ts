/**
 * Builds certification requests (PKCS#10) in two stages, because the key may be anywhere: in a card, in the secure
 * store of a phone, in another process. Source: RFC 2986, 4.
 */
import { bitString, type Der, implicit, integer, oid, seq, setOf } from './der.ts';
import { algorithmIdentifier, type SignatureAlgorithm } from './signer.ts';

/** An attribute with its encoded values. */
export type Attribute = { readonly oid: string; readonly values: readonly Der[] };

/** What stands in a request. `subject` is an encoded Name, `spki` the key that asks. */
export type CsrFields = {
  readonly subject: Der;
  readonly spki: Der;
  readonly attributes?: readonly Attribute[];
};

/** Attribute ::= SEQUENCE { type, values SET OF }, as PKCS#10 and CMS share it. */
export const encodeAttribute = ({ oid: type, values }: Attribute): Der => seq(oid(type), setOf(...values));

/** The bytes to sign, and the function that puts the signature to them. An ECDSA signature is given in DER. */
export type PreparedCsr = {
  readonly toBeSigned: Uint8Array;
  assemble(algorithm: SignatureAlgorithm, signature: Uint8Array): Der;
};

/** First stage: CertificationRequestInfo. Its attributes are always there, if need be empty (RFC 2986, 4.1). */
export function prepareCsr({ subject, spki, attributes = [] }: CsrFields): PreparedCsr {
  const toBeSigned = seq(integer(0), subject, spki, implicit(0, setOf(...attributes.map(encodeAttribute))));
  return {
    toBeSigned,
    assemble: (algorithm, signature) => seq(toBeSigned, algorithmIdentifier(algorithm), bitString(signature)),
  };
}
