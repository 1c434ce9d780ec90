/**
 * Builds OCSP requests and responses. Sources: RFC 6960, 4; RFC 9654 (nonce).
 *
 * A CertId keeps its encoding, so that a response repeats the very bytes of the request.
 */
import { createHash } from 'node:crypto';
import {
  bitString,
  type Der,
  enumerated,
  explicit,
  generalizedTime,
  implicit,
  integer,
  nul,
  octetString,
  oid,
  raw,
  sameBytes,
  seq,
} from './der.ts';
import { type CrlReason, crlReasons, type Extension, encodeExtensions } from './extensions.ts';
import { publicKeyBitsOf } from './key-id.ts';
import { OID } from './oids.ts';
import { type Certificate, readCertificate } from './read-certificate.ts';
import { algorithmIdentifier, type Signer } from './signer.ts';

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

/** Who answers. `certs` are the certificates a client needs, the delegated responder's first. */
export type OcspResponder = {
  readonly responderKeyHash: Uint8Array;
  readonly signer: Signer;
  readonly certs: readonly Der[];
};

/** What is answered. */
export type OcspAnswer = {
  readonly responses: readonly SingleResponse[];
  readonly producedAt: Date;
  readonly nonce?: Uint8Array;
};

/** What stands in a response. */
export type OcspResponseFields = OcspResponder & OcspAnswer;

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

/** The CertID of certificate `serial` of this issuer. DecodeError ERR_CERTIFICATE if `issuerCert` is none. */
export function certId(issuerCert: Der, serial: bigint, hash: CertIdHash): CertId {
  const [issuerNameHash, issuerKeyHash] = hashesOfIssuer(readCertificate(issuerCert), hash);
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

// RFC 9654, 2.1: the nonce is an OCTET STRING inside extnValue.
function nonceExtensions(nonce: Uint8Array | undefined): Der | undefined {
  if (nonce === undefined) return undefined;
  const extension: Extension = { oid: OID.ocspNonce, critical: false, value: octetString(nonce) };
  return encodeExtensions([extension]);
}

/** An unsigned request, in DER. A nonce has 1 to 128 bytes (RFC 9654, 2.1), 32 where older responders listen. */
export function buildOcspRequest(fields: {
  readonly certIds: readonly CertId[];
  readonly nonce?: Uint8Array;
}): Der {
  const extensions = nonceExtensions(fields.nonce);
  const requests = seq(...fields.certIds.map((asked) => seq(asked.der)));
  return seq(seq(requests, raw(extensions && explicit(2, extensions))));
}

function encodeStatus(status: CertStatus): Der {
  switch (status.status) {
    case 'good':
      return implicit(0, nul());
    case 'unknown':
      return implicit(2, nul());
    case 'revoked': {
      const reason =
        status.reason === undefined ? undefined : explicit(0, enumerated(crlReasons[status.reason]));
      return implicit(1, seq(generalizedTime(status.revocationTime), raw(reason)));
    }
  }
}

// RFC 6960, 4.4.4.
const archiveCutoffExtension = (at: Date): Der =>
  encodeExtensions([{ oid: OID.ocspArchiveCutoff, critical: false, value: generalizedTime(at) }]);

const encodeSingle = (single: SingleResponse): Der =>
  seq(
    single.certId.der,
    encodeStatus(single),
    generalizedTime(single.thisUpdate),
    raw(
      single.nextUpdate && explicit(0, generalizedTime(single.nextUpdate)),
      single.archiveCutoff && explicit(1, archiveCutoffExtension(single.archiveCutoff)),
    ),
  );

const envelope = (status: number, ...rest: readonly Der[]): Der => seq(enumerated(status), ...rest);

/**
 * Writes the successful basic responses of one responder, signed, in DER: what is the same in all of them is encoded
 * once. Milliseconds of times are cut off.
 */
export function ocspResponseWriter(responder: OcspResponder): (answer: OcspAnswer) => Der {
  const { signer, certs } = responder;
  const responderId = explicit(2, octetString(responder.responderKeyHash)); // byKey
  const algorithm = algorithmIdentifier(signer.algorithm);
  const certificates = raw(certs.length > 0 ? explicit(0, seq(...certs)) : undefined);
  const basicType = oid(OID.ocspBasic);
  return ({ responses, producedAt, nonce }) => {
    const extensions = nonceExtensions(nonce);
    const data = seq(
      responderId,
      generalizedTime(producedAt),
      seq(...responses.map(encodeSingle)),
      raw(extensions && explicit(1, extensions)),
    );
    const basic = seq(data, algorithm, bitString(signer.sign(data)), certificates);
    return envelope(0, explicit(0, seq(basicType, octetString(basic))));
  };
}

/** One successful basic response. */
export const buildOcspResponse = (fields: OcspResponseFields): Der => ocspResponseWriter(fields)(fields);

/** A response that only says why there is no answer. RFC 6960, 2.3: it is not signed. */
export const buildOcspError = (error: OcspError): Der => envelope(ocspErrors[error]);
