/** Builds certificates. Source: RFC 5280, 4.1. */
import { bitString, type Der, explicit, integer, raw, seq, time } from './der.ts';
import { type Extension, encodeExtensions } from './extensions.ts';
import { algorithmIdentifier, type Signer } from './signer.ts';

/** What stands in a certificate. `issuer` and `subject` are encoded Names; `signer` is the issuer's. */
export type CertificateFields = {
  readonly serial: bigint;
  readonly issuer: Der;
  readonly subject: Der;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Der;
  readonly extensions: readonly Extension[];
  readonly signer: Signer;
};

/** A version 3 certificate (version 1 when there are no extensions), in DER. Milliseconds of times are cut off. */
export function buildCertificate(fields: CertificateFields): Der {
  const algorithm = algorithmIdentifier(fields.signer.algorithm);
  const extended = fields.extensions.length > 0;
  const tbs = seq(
    raw(extended ? explicit(0, integer(2)) : undefined), // 4.1.2.1
    integer(fields.serial),
    algorithm, // 4.1.2.3: the same as beside the signature
    fields.issuer,
    seq(time(fields.notBefore), time(fields.notAfter)),
    fields.subject,
    fields.spki,
    raw(extended ? explicit(3, encodeExtensions(fields.extensions)) : undefined),
  );
  return seq(tbs, algorithm, bitString(fields.signer.sign(tbs)));
}
