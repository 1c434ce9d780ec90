/** The door of this folder: certificates, CSR, CMS, CRL and OCSP, built by our own DER writer and read by pkijs. */
export { birthCode, birthOfCode } from './birth-code.ts';
export { buildCertificate, type CertificateFields } from './certificate.ts';
export { type CmsFields, type PreparedCms, prepareCms } from './cms.ts';
export { buildCrl, type CrlFields } from './crl.ts';
export type { CrlEntry } from './crl-entries.ts';
export { type Attribute, type CsrFields, type PreparedCsr, prepareCsr } from './csr.ts';
export * from './der.ts';
export {
  type AuthorityKey,
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  type CrlReason,
  type CrlScope,
  certificatePolicies,
  cRLDistributionPoints,
  cRLNumber,
  crlReasons,
  type Extension,
  encodeExtensions,
  extKeyUsage,
  issuerAltName,
  issuingDistributionPoint,
  type KeyUsage,
  keyUsage,
  ocspNoCheck,
  type Policy,
  reasonCode,
  subjectAltName,
  subjectKeyIdentifier,
} from './extensions.ts';
export { directoryName, dnsName, type GeneralName, ipAddress, otherName, uri } from './general-name.ts';
export { ISSUED_CHANNEL, type Issued, issued } from './issued.ts';
export { keyIdOf, publicKeyBitsOf } from './key-id.ts';
export { name, type Rdn } from './name.ts';
export {
  buildOcspError,
  buildOcspRequest,
  type CertId,
  type CertIdHash,
  type CertStatus,
  certId,
  isOfIssuer,
  type OcspError,
  type SingleResponse,
  sameCertId,
} from './ocsp.ts';
export {
  buildOcspResponse,
  type OcspAnswer,
  type OcspResponder,
  type OcspResponseFields,
  ocspResponseWriter,
} from './ocsp-response.ts';
export { OID } from './oids.ts';
export { fromPem, type PemLabel, toPem } from './pem.ts';
export {
  type Certificate,
  isValidAt,
  pointsAt,
  readCertificate,
  verifyIssuedBy,
} from './read-certificate.ts';
export { type Cms, type CmsRefusal, type CmsVerdict, readCms, verifyCms } from './read-cms.ts';
export {
  type Crl,
  type CrlRefusal,
  type CrlVerdict,
  type ReadCrlEntry,
  readCrl,
  verifyCrl,
} from './read-crl.ts';
export { type Csr, type ReadAttributes, readCsr, verifyCsr } from './read-csr.ts';
export type { ReadAuthorityKey, ReadExtensions } from './read-extensions.ts';
export { nameAttribute, nameText } from './read-name.ts';
export { type OcspResponse, type ResponderId, readOcspResponse } from './read-ocsp.ts';
export { type OcspRequest, readOcspRequest } from './read-ocsp-request.ts';
export { type Signed, verifySignature } from './read-signature.ts';
export {
  algorithmIdentifier,
  p256PrivateKey,
  p256Signer,
  p256Spki,
  rsaSigner,
  type SignatureAlgorithm,
  type Signer,
  spkiOf,
} from './signer.ts';
export { type OcspQuestion, type OcspRefusal, type OcspVerdict, verifyOcspResponse } from './verify-ocsp.ts';
