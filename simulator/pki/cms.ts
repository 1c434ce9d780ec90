/**
 * Builds CMS SignedData with the content inside and one signer, in two stages, because the card signs.
 *
 * Sources: RFC 5652, 5 and 11; RFC 5754 (SHA-256); RFC 5035, 3 (signing-certificate-v2).
 */
import { createHash } from 'node:crypto';
import { type Attribute, encodeAttribute } from './csr.ts';
import { type Der, explicit, implicit, integer, nul, octetString, oid, seq, setOf, time } from './der.ts';
import { directoryName } from './general-name.ts';
import { OID } from './oids.ts';
import { type Certificate, readCertificate } from './read-certificate.ts';

/** What is signed. `contentType` is id-data if not given; `caCerts` are put beside the signer's certificate. */
export type CmsFields = {
  readonly content: Uint8Array;
  readonly contentType?: string;
  readonly signerCert: Der;
  readonly signingTime?: Date;
  readonly caCerts?: readonly Der[];
};

/** The bytes to sign (SignedAttributes as SET OF, RFC 5652, 5.4), and the function that puts the signature to them. */
export type PreparedCms = {
  readonly toBeSigned: Uint8Array;
  assemble(signature: Uint8Array): Der;
};

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

// RFC 5754, 2: SHA-256 is written without parameters.
const sha256Identifier = seq(oid(OID.sha256));

// RFC 5035, 4: SHA-256 is the default hash and so left away; issuerSerial names the certificate.
function signingCertificateV2(certificate: Certificate): Der {
  const issuerSerial = seq(seq(directoryName(certificate.issuer)), integer(certificate.serial));
  return seq(seq(seq(octetString(sha256(certificate.der)), issuerSerial)));
}

function signedAttributes(fields: CmsFields, contentType: string, certificate: Certificate): Der {
  const attributes: Attribute[] = [
    { oid: OID.contentType, values: [oid(contentType)] },
    { oid: OID.messageDigest, values: [octetString(sha256(fields.content))] },
    { oid: OID.signingCertificateV2, values: [signingCertificateV2(certificate)] },
  ];
  if (fields.signingTime !== undefined)
    attributes.push({ oid: OID.signingTime, values: [time(fields.signingTime)] });
  return setOf(...attributes.map(encodeAttribute));
}

// RFC 5754, 3.2 and 3.3: RSA with NULL, ECDSA without parameters. The key of the certificate says which.
const signatureIdentifier = (certificate: Certificate): Der =>
  certificate.keyType === 'ec' ? seq(oid(OID.ecdsaWithSHA256)) : seq(oid(OID.sha256WithRSA), nul());

/**
 * First stage. The signature is RSA PKCS#1 v1.5 with SHA-256 over `toBeSigned` (ECDSA with SHA-256 in DER if the
 * certificate's key is on a curve). DecodeError ERR_CERTIFICATE if `signerCert` is no certificate.
 */
export function prepareCms(fields: CmsFields): PreparedCms {
  const certificate = readCertificate(fields.signerCert);
  const contentType = fields.contentType ?? OID.data;
  const toBeSigned = signedAttributes(fields, contentType, certificate);
  const assemble = (signature: Uint8Array): Der => {
    const signerInfo = seq(
      integer(1), // RFC 5652, 5.3: the signer is named by issuer and serial
      seq(certificate.issuer, integer(certificate.serial)),
      sha256Identifier,
      implicit(0, toBeSigned),
      signatureIdentifier(certificate),
      octetString(signature),
    );
    const signedData = seq(
      integer(contentType === OID.data ? 1 : 3), // RFC 5652, 5.1
      setOf(sha256Identifier),
      seq(oid(contentType), explicit(0, octetString(fields.content))),
      implicit(0, setOf(fields.signerCert, ...(fields.caCerts ?? []))),
      setOf(signerInfo),
    );
    return seq(oid(OID.signedData), explicit(0, signedData));
  };
  return { toBeSigned, assemble };
}
