/** Certificate status on line: OCSP of RFC 6960, with the nonce of RFC 9654 (formerly 8954). */
import { DecodeError } from '../../simulator/errors.ts';
import {
  type Asn1,
  bits,
  context,
  type Extension,
  extensionsOf,
  guard,
  hex,
  integer,
  integerHex,
  is,
  isContext,
  nameOf,
  octets,
  oid,
  parseAsn1,
  sequence,
  TAG,
  time,
} from './asn1.ts';
import { type Certificate, decodeCertificate } from './certificate.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { judgePath } from './path.ts';
import { REASONS } from './revocation-reasons.ts';
import { type Algorithm, algorithmOf, digest, signatureFault } from './signature.ts';

/** Which certificate is asked about (RFC 6960, 4.1.1). `hashAlgorithm` is `sha1`, `sha256`, … or an OID. */
export type CertId = {
  hashAlgorithm: string;
  issuerNameHashHex: string;
  issuerKeyHashHex: string;
  serialHex: string;
};

/** What an OCSP request asks. */
export type OcspRequest = { certIds: CertId[]; nonceHex?: string; strict: DerCheck };

/** The answer about one certificate. `reason` is a name of RFC 5280, 5.3.1; no reason given is `unspecified`. */
export type SingleResponse = {
  certId: CertId;
  status: 'good' | 'revoked' | 'unknown';
  revokedAt?: Date;
  reason?: string;
  thisUpdate: Date;
  nextUpdate?: Date;
  /** Certificates that ended since then are still answered about (RFC 6960, 4.4.4). */
  archiveCutoff?: Date;
};

/** What an OCSP response says; everything after `responseStatus` is empty unless that is `successful`. */
export type OcspResponse = {
  /** Name of RFC 6960, 4.2.1. */
  responseStatus: string;
  producedAt?: Date;
  responses: SingleResponse[];
  nonceHex?: string;
  /** The certificates it brings along, DER. */
  certs: Uint8Array[];
  strict: DerCheck;
};

type Basic = {
  tbs: Uint8Array;
  algorithm: Algorithm;
  signature: Uint8Array;
  responder: { nameDer?: Uint8Array; keyHashHex?: string };
  producedAt: Date;
  responses: SingleResponse[];
  extensions: Extension[];
  certs: Uint8Array[];
};

/** The rules by name; these strings never change. */
export type OcspRule =
  | 'unreadable'
  | 'not-der'
  | 'response-status'
  | 'responder-not-found'
  | 'responder-not-authorised'
  | 'signature'
  | 'certificate-not-answered'
  | 'unknown-critical-extension'
  | 'nonce'
  | 'not-yet-valid'
  | 'stale';

/** What {@link judgeOcsp} is given. */
export type OcspInput = {
  response: Uint8Array;
  /** The certificate of the issuer of the certificate asked about, DER. */
  issuer: Uint8Array;
  serialHex: string;
  at: Date;
  /** The nonce that was sent; then the answer must repeat it. */
  nonceHex?: string;
  /** How long an answer without nextUpdate counts; default: not at all beyond thisUpdate + 15 minutes. */
  ageMsMax?: number;
  /** By how much the clocks of responder and judge may differ; default none. */
  skewMsMax?: number;
};

/** The answer of {@link judgeOcsp}: `ok` means that the response may be believed, whatever the status it reports. */
export type OcspVerdict =
  | ({ ok: true; producedAt: Date } & SingleResponse)
  | { ok: false; reasons: Array<{ rule: OcspRule; says: string }> };

const NONCE = '1.3.6.1.5.5.7.48.1.2';
const BASIC = '1.3.6.1.5.5.7.48.1.1';
const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const QUARTER_HOUR_MS = 15 * 60 * 1000;

const STATUSES: Record<string, string> = {
  0: 'successful',
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

/** Hashes of a CertID identify and prove nothing, so SHA-1 stays (RFC 5019 demands it). */
const ID_HASHES: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Reads an OCSP request (RFC 6960, 4.1.1).
 *
 * @throws DecodeError `ERR_OCSP`
 */
export function decodeOcspRequest(der: Uint8Array): OcspRequest {
  return guard('ERR_OCSP', 'ocsp request', () => {
    const root = parseAsn1(der);
    const fields = sequence(sequence(root, 'ocspRequest')[0], 'tbsRequest');
    const list = fields.find((field) => is(field, TAG.sequence));
    const extensions = context(fields, 2);
    return {
      certIds: sequence(list, 'requestList').map((request) => certIdOf(sequence(request, 'request')[0])),
      ...nonceOf(extensions === undefined ? [] : extensionsOf(extensions.kids[0])),
      strict: checkDer(root.der),
    };
  });
}

/**
 * Reads an OCSP response (RFC 6960, 4.2.1). Nothing is verified here.
 *
 * @throws DecodeError `ERR_OCSP`
 */
export function decodeOcspResponse(der: Uint8Array): OcspResponse {
  return guard('ERR_OCSP', 'ocsp response', () => {
    const { responseStatus, basic, strict } = readResponse(der);
    if (basic === undefined) return { responseStatus, responses: [], certs: [], strict };
    const { producedAt, responses, certs, extensions } = basic;
    return { responseStatus, producedAt, responses, ...nonceOf(extensions), certs, strict };
  });
}

/**
 * May this response be believed about this certificate at this time? RFC 6960, 3.2 and 4.2.2.2. Pure; never throws.
 *
 * The responder is the issuer itself, or one to whom that same issuer gave a certificate with id-kp-OCSPSigning. Whether
 * the responder's own certificate was revoked is not looked at (id-pkix-ocsp-nocheck).
 */
export function judgeOcsp(input: OcspInput): OcspVerdict {
  const reasons: Array<{ rule: OcspRule; says: string }> = [];
  const broken = (rule: OcspRule, says: string) => void reasons.push({ rule, says });
  try {
    return guard('ERR_OCSP', 'ocsp response', () => {
      const { responseStatus, basic, strict } = readResponse(input.response);
      if (!strict.ok) broken('not-der', `${strict.why} at ${strict.offset}`);
      if (basic === undefined) {
        broken('response-status', `the response status is ${responseStatus}`);
        return { ok: false, reasons };
      }
      const issuer = decodeCertificate(input.issuer);
      judgeResponder(basic, issuer, input.at, broken);
      for (const { oid: id, critical } of basic.extensions) {
        if (critical && id !== NONCE)
          broken('unknown-critical-extension', `critical extension ${id} is not understood`);
      }
      if (
        input.nonceHex !== undefined &&
        nonceOf(basic.extensions).nonceHex !== input.nonceHex.toUpperCase()
      ) {
        broken('nonce', 'the nonce sent is not repeated');
      }
      const singles = basic.responses.filter(({ certId }) => isAbout(certId, issuer, input.serialHex));
      const [single] = singles;
      if (single === undefined || singles.length > 1) {
        broken(
          'certificate-not-answered',
          `${singles.length} answers are about this serial number of this issuer`,
        );
        return { ok: false, reasons };
      }
      judgeFreshness(single, basic.producedAt, input, broken);
      return reasons.length > 0
        ? { ok: false, reasons }
        : { ok: true, producedAt: basic.producedAt, ...single };
    });
  } catch (thrown) {
    if (!(thrown instanceof DecodeError)) throw thrown;
    broken('unreadable', thrown.message);
    return { ok: false, reasons };
  }
}

function readResponse(der: Uint8Array): { responseStatus: string; basic?: Basic; strict: DerCheck } {
  const root = parseAsn1(der);
  const [status, wrapped] = sequence(root, 'ocspResponse');
  if (!is(status, TAG.enumerated)) throw new Error('responseStatus: missing or of another type');
  const number = String(integer(status, 'responseStatus'));
  const responseStatus = STATUSES[number] ?? number;
  const outer = checkDer(root.der);
  if (number !== '0') return { responseStatus, strict: outer };
  const [type, body] = sequence(context(wrapped ? [wrapped] : [], 0)?.kids[0], 'responseBytes');
  if (oid(type, 'responseType') !== BASIC) throw new Error('responseType is not id-pkix-ocsp-basic');
  const bytes = octets(body, 'response');
  return { responseStatus, basic: readBasic(parseAsn1(bytes)), strict: outer.ok ? checkDer(bytes) : outer };
}

function readBasic(node: Asn1): Basic {
  const [tbs, algorithm, signature, certs] = sequence(node, 'basicOCSPResponse');
  const fields = sequence(tbs, 'tbsResponseData');
  const [responder, producedAt, responses, ...rest] = isContext(fields[0], 0) ? fields.slice(1) : fields;
  const extensions = context(rest, 1);
  return {
    tbs: tbs!.der,
    algorithm: algorithmOf(algorithm, 'signatureAlgorithm'),
    signature: bits(signature, 'signature'),
    responder: responderOf(responder),
    producedAt: time(producedAt, 'producedAt'),
    responses: sequence(responses, 'responses').map(singleOf),
    extensions: extensions === undefined ? [] : extensionsOf(extensions.kids[0]),
    certs: isContext(certs, 0) ? sequence(certs.kids[0], 'certs').map((kid) => kid.der) : [],
  };
}

function responderOf(node: Asn1 | undefined): Basic['responder'] {
  if (isContext(node, 1) && node.kids[0] !== undefined) {
    nameOf(node.kids[0], 'responderID');
    return { nameDer: node.kids[0].der };
  }
  if (isContext(node, 2)) return { keyHashHex: hex(octets(node.kids[0], 'responderID')) };
  throw new Error('responderID: neither name nor key');
}

/** Reads a CertID. */
export function certIdOf(node: Asn1 | undefined): CertId {
  const [algorithm, nameHash, keyHash, serial] = sequence(node, 'certID');
  const id = algorithmOf(algorithm, 'hashAlgorithm').oid;
  return {
    hashAlgorithm: ID_HASHES[id] ?? id,
    issuerNameHashHex: hex(octets(nameHash, 'issuerNameHash')),
    issuerKeyHashHex: hex(octets(keyHash, 'issuerKeyHash')),
    serialHex: integerHex(serial, 'serialNumber'),
  };
}

function singleOf(node: Asn1): SingleResponse {
  const [certId, status, thisUpdate, ...rest] = sequence(node, 'singleResponse');
  const next = context(rest, 0);
  const inTag = context(rest, 1);
  const extensions = inTag === undefined ? [] : extensionsOf(inTag.kids[0]);
  for (const { oid: id, critical } of extensions) {
    if (critical) throw new Error(`critical extension ${id} of a single response`);
  }
  const cutoff = extensions.find(({ oid: id }) => id === ARCHIVE_CUTOFF);
  return {
    certId: certIdOf(certId),
    ...statusOf(status),
    thisUpdate: time(thisUpdate, 'thisUpdate'),
    ...(next === undefined ? {} : { nextUpdate: time(next.kids[0], 'nextUpdate') }),
    ...(cutoff === undefined ? {} : { archiveCutoff: time(parseAsn1(cutoff.value), 'archiveCutoff') }),
  };
}

function statusOf(node: Asn1 | undefined): Pick<SingleResponse, 'status' | 'revokedAt' | 'reason'> {
  const choice = node?.tagClass === 3 ? node.tag : -1;
  if (choice === 0) return { status: 'good' };
  if (choice === 2) return { status: 'unknown' };
  if (node === undefined || choice !== 1) throw new Error('certStatus: none of the three');
  const reason = context(node.kids, 0);
  const code = reason === undefined ? 0 : Number(integer(reason.kids[0], 'revocationReason'));
  return {
    status: 'revoked',
    revokedAt: time(node.kids[0], 'revocationTime'),
    reason: REASONS[code] ?? String(code),
  };
}

/** RFC 9654, 2.1: the extension value is itself an OCTET STRING. */
function nonceOf(extensions: readonly Extension[]): { nonceHex?: string } {
  const nonce = extensions.find((extension) => extension.oid === NONCE);
  return nonce === undefined ? {} : { nonceHex: hex(octets(parseAsn1(nonce.value), 'nonce')) };
}

type Broken = (rule: OcspRule, says: string) => void;

function judgeResponder(basic: Basic, issuer: Certificate, at: Date, broken: Broken): void {
  const candidates = [issuer, ...basic.certs.map(decodeCertificate)].filter((candidate) =>
    basic.responder.nameDer === undefined
      ? basic.responder.keyHashHex === candidate.keyHashHex
      : Buffer.compare(basic.responder.nameDer, candidate.subjectDer) === 0,
  );
  if (candidates.length === 0) {
    broken('responder-not-found', 'no certificate at hand is that of the responder');
    return;
  }
  const faults = candidates.map(({ publicKey }) =>
    signatureFault(basic.algorithm, basic.tbs, basic.signature, publicKey),
  );
  const responder = candidates[faults.indexOf(undefined)];
  if (responder === undefined) {
    broken('signature', faults[0] ?? '');
    return;
  }
  if (Buffer.compare(responder.spki, issuer.spki) === 0) return;
  // RFC 6960, 4.2.2.2: the very CA that issued the certificate in question must have issued the responder's, for OCSP signing.
  const path = judgePath({
    leaf: responder.der,
    anchors: [issuer.der],
    at,
    need: { extKeyUsage: OCSP_SIGNING },
  });
  if (!path.ok) {
    for (const { rule, says } of path.reasons) broken('responder-not-authorised', `${rule}: ${says}`);
  }
  if (responder.keyUsage.length > 0 && !responder.keyUsage.includes('digitalSignature')) {
    broken('responder-not-authorised', 'key-usage: key usage lacks digitalSignature');
  }
}

/** RFC 6960, 3.2 (1): the answer must be about the certificate in question, issuer included. */
function isAbout(certId: CertId, issuer: Certificate, serialHex: string): boolean {
  const hash = Object.values(ID_HASHES).find((name) => name === certId.hashAlgorithm);
  if (hash === undefined) return false;
  return (
    certId.serialHex === normalSerial(serialHex) &&
    certId.issuerNameHashHex === hex(digest(hash, issuer.subjectDer)) &&
    certId.issuerKeyHashHex === hex(digest(hash, issuer.keyBits))
  );
}

/** Serial numbers as {@link integerHex} writes them, whatever zeros or case the caller used. */
function normalSerial(serialHex: string): string {
  const digits = serialHex.toUpperCase().replace(/^0+(?=.)/, '');
  return digits.length % 2 === 1 ? `0${digits}` : digits;
}

/** RFC 6960, 3.2 (5) and (6), and 4.2.2.1. */
function judgeFreshness(single: SingleResponse, producedAt: Date, input: OcspInput, broken: Broken): void {
  const at = input.at.getTime();
  const skew = input.skewMsMax ?? 0;
  if (!(single.thisUpdate.getTime() <= at + skew)) {
    broken('not-yet-valid', `thisUpdate ${single.thisUpdate.toISOString()} is in the future`);
  }
  if (!(producedAt.getTime() <= at + skew)) {
    broken('not-yet-valid', `producedAt ${producedAt.toISOString()} is in the future`);
  }
  const end =
    single.nextUpdate?.getTime() ?? single.thisUpdate.getTime() + (input.ageMsMax ?? QUARTER_HOUR_MS);
  if (!(at - skew <= end)) broken('stale', `newer information was due at ${new Date(end).toISOString()}`);
}
