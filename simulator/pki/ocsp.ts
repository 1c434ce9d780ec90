/**
 * CertIDs, OCSP requests, and the answers that are not signed. Sources: RFC 6960, 4; RFC 9654 (nonce).
 *
 * A CertId keeps its encoding, so that a response repeats the very bytes of the request.
 */
import { createHash } from 'node:crypto';
import {
  type Der,
  enumerated,
  explicit,
  integer,
  nul,
  octetString,
  oid,
  raw,
  sameBytes,
  seq,
} from './der.ts';
import { type CrlReason, encodeExtensions } from './extensions.ts';
import { publicKeyBitsOf } from './key-id.ts';
import { OID } from './oids.ts';
import { type Certificate, readCertificate } from './read-certificate.ts';

/** Which certificate is asked about. `hashAlgorithm` is a dotted identifier; `der` is the encoded CertID. */
export type CertId = {
  readonly der: Der;
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: bigint;
};

/** The hash algorithms for a CertID. */
export type CertIdHash = 'sha1' | 'sha256';

/** The status of one certificate. */
export type CertStatus =
  | { readonly status: 'good' }
  | { readonly status: 'unknown' }
  | { readonly status: 'revoked'; readonly revocationTime: Date; readonly reason?: CrlReason };

/** The answer about one certificate. `archiveCutoff`: certificates that ended since then are still answered for. */
export type SingleResponse = CertStatus & {
  readonly certId: CertId;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly archiveCutoff?: Date;
};

/** RFC 6960, 4.2.1: the answers that are not signed. The number 4 is not in use. */
export const ocspErrors = {
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;
export type OcspError = keyof typeof ocspErrors;

// RFC 6960, 4.1.1: over the Name in DER, and over the key's bits without tag, length and unused-bits octet.
function hashesOfIssuer(issuer: Certificate, hash: CertIdHash): [nameHash: Uint8Array, keyHash: Uint8Array] {
  const digest = (bytes: Uint8Array) => Uint8Array.from(createHash(hash).update(bytes).digest());
  return [digest(issuer.subject), digest(publicKeyBitsOf(issuer.spki))];
}

/** An issuer is asked about again and again: its certificate is read once. */
const issuers = new WeakMap<Der, Certificate>();

function readIssuer(der: Der): Certificate {
  const issuer = issuers.get(der) ?? readCertificate(der);
  issuers.set(der, issuer);
  return issuer;
}

/** The CertID of certificate `serial` of this issuer. DecodeError ERR_CERTIFICATE if `issuerCert` is none. */
export function certId(issuerCert: Der, serial: bigint, hash: CertIdHash): CertId {
  const [issuerNameHash, issuerKeyHash] = hashesOfIssuer(readIssuer(issuerCert), hash);
  const algorithm = seq(oid(OID[hash]), nul()); // with NULL, as other clients send it
  const der = seq(algorithm, octetString(issuerNameHash), octetString(issuerKeyHash), integer(serial));
  return { der, hashAlgorithm: OID[hash], issuerNameHash, issuerKeyHash, serial };
}

const hashNames: ReadonlyMap<string, CertIdHash> = new Map([
  [OID.sha1, 'sha1'],
  [OID.sha256, 'sha256'],
]);

/** Does the CertID ask about a certificate of this issuer? False too for a hash algorithm not known here. */
export function isOfIssuer(asked: CertId, issuer: Certificate): boolean {
  const hash = hashNames.get(asked.hashAlgorithm);
  if (hash === undefined) return false;
  const [nameHash, keyHash] = hashesOfIssuer(issuer, hash);
  return sameBytes(asked.issuerNameHash, nameHash) && sameBytes(asked.issuerKeyHash, keyHash);
}

/** Do both name the same certificate in the same way? Parameters of the algorithm do not count. */
export const sameCertId = (a: CertId, b: CertId): boolean =>
  a.hashAlgorithm === b.hashAlgorithm &&
  a.serial === b.serial &&
  sameBytes(a.issuerNameHash, b.issuerNameHash) &&
  sameBytes(a.issuerKeyHash, b.issuerKeyHash);

/** The extensions of a request or response with this nonce. RFC 9654, 2.1: an OCTET STRING inside extnValue. */
export const nonceExtensions = (nonce: Uint8Array): Der =>
  encodeExtensions([{ oid: OID.ocspNonce, critical: false, value: octetString(nonce) }]);

/** An unsigned request, in DER. A nonce has 1 to 128 bytes (RFC 9654, 2.1), 32 where older responders listen. */
export function buildOcspRequest(fields: {
  readonly certIds: readonly CertId[];
  readonly nonce?: Uint8Array;
}): Der {
  const extensions = fields.nonce && nonceExtensions(fields.nonce);
  const requests = seq(...fields.certIds.map((asked) => seq(asked.der)));
  return seq(seq(requests, raw(extensions && explicit(2, extensions))));
}

/** A response that only says why there is no answer. RFC 6960, 2.3: it is not signed. */
export const buildOcspError = (error: OcspError): Der => seq(enumerated(ocspErrors[error]));
