/** Reads OCSP responses. Sources: RFC 6960, 4.2; RFC 9654 (nonce). */
import { BasicOCSPResponse, OCSPResponse as ResponseSchema } from 'pkijs';
import { type CrlReason, crlReasons } from './extensions.ts';
import { type CertId, type OcspError, ocspErrors, type SingleResponse } from './ocsp.ts';
import { OID } from './oids.ts';
import {
  algorithmOf,
  bitsOf,
  bytesOf,
  childOf,
  childrenOf,
  decoding,
  expect,
  expectTag,
  Fields,
  generalizedTimeOf,
  integerOf,
  type Node,
  octetsOf,
  oidOf,
  onlyChildOf,
  parseDer,
  refuse,
  sequenceOf,
  signatureAlgorithmOf,
  TAG,
  tagOf,
} from './read-asn1.ts';
import { type Certificate, readCertificate } from './read-certificate.ts';
import { extensionValue, type ReadExtensions, readExtensions } from './read-extensions.ts';

/** How the responder names itself: by the SHA-1 of its key, or by an encoded Name. */
export type ResponderId = { readonly keyHash: Uint8Array } | { readonly name: Uint8Array };

/** A response taken apart: an answer, or the reason why there is none. */
export type OcspResponse =
  | { readonly status: OcspError }
  | {
      readonly status: 'successful';
      readonly toBeSigned: Uint8Array;
      readonly responderId: ResponderId;
      readonly producedAt: Date;
      readonly responses: readonly SingleResponse[];
      readonly nonce: Uint8Array | undefined;
      readonly extensions: ReadExtensions;
      readonly certs: readonly Certificate[];
      readonly signatureAlgorithm: string;
      readonly signature: Uint8Array;
    };

const responseSchema = ResponseSchema.schema();
const basicSchema = BasicOCSPResponse.schema();

const reasonNames: ReadonlyMap<bigint, CrlReason> = new Map(
  Object.entries(crlReasons).map(([reason, number]) => [BigInt(number), reason as CrlReason]),
);
const errorNames: ReadonlyMap<bigint, OcspError> = new Map(
  Object.entries(ocspErrors).map(([error, number]) => [BigInt(number), error as OcspError]),
);

/** CRLReason from its ENUMERATED. Call only inside `decoding`. */
export const crlReasonOf = (node: Node): CrlReason =>
  reasonNames.get(integerOf(expectTag(node, TAG.enumerated))) ?? refuse('an unknown reason for revocation');

const nonceOf = (extensions: ReadExtensions): Uint8Array | undefined =>
  extensionValue(extensions, OID.ocspNonce, octetsOf);

function certIdOf(node: Node): CertId {
  const fields = new Fields(sequenceOf(node));
  const read = {
    der: bytesOf(node),
    hashAlgorithm: algorithmOf(fields.next()),
    issuerNameHash: octetsOf(fields.next()),
    issuerKeyHash: octetsOf(fields.next()),
    serial: integerOf(fields.next(TAG.integer)),
  };
  fields.end();
  return read;
}

function revokedOf(node: Node) {
  const fields = new Fields(childrenOf(node));
  const revocationTime = generalizedTimeOf(fields.next());
  const reason = fields.optional(0xa0);
  fields.end();
  return { revocationTime, ...(reason && { reason: crlReasonOf(onlyChildOf(reason)) }) };
}

function statusOf(node: Node) {
  switch (tagOf(node)) {
    case 0x80:
      return { status: 'good' } as const;
    case 0xa1:
      return { status: 'revoked', ...revokedOf(node) } as const;
    case 0x82:
      return { status: 'unknown' } as const;
    default:
      return refuse('an unknown status of a certificate');
  }
}

function singleOf(node: Node): SingleResponse {
  const fields = new Fields(sequenceOf(node));
  const certId = certIdOf(fields.next());
  const status = statusOf(fields.next());
  const thisUpdate = generalizedTimeOf(fields.next());
  const nextUpdate = fields.optional(0xa0);
  const inTag = fields.optional(0xa1);
  fields.end();
  const extensions = readExtensions(inTag && onlyChildOf(inTag));
  refuseCritical(extensions);
  const archiveCutoff = extensionValue(extensions, OID.ocspArchiveCutoff, generalizedTimeOf);
  return {
    certId,
    ...status,
    thisUpdate,
    ...(nextUpdate && { nextUpdate: generalizedTimeOf(onlyChildOf(nextUpdate)) }),
    ...(archiveCutoff && { archiveCutoff }),
  };
}

/** RFC 6960, 4.4: no extension need be critical, and we know none that could be. */
function refuseCritical(extensions: ReadExtensions): void {
  for (const [id, { critical }] of extensions) {
    expect(!critical || id === OID.ocspNonce, `the critical extension ${id} is not known`);
  }
}

function responderIdOf(node: Node): ResponderId {
  switch (tagOf(node)) {
    case 0xa1:
      return { name: bytesOf(onlyChildOf(node)) };
    case 0xa2:
      return { keyHash: octetsOf(onlyChildOf(node)) };
    default:
      return refuse('no responder');
  }
}

function takeBasic(der: Uint8Array): OcspResponse {
  const whole = new Fields(sequenceOf(parseDer(der, basicSchema)));
  const data = whole.next(TAG.sequence);
  const signatureAlgorithm = signatureAlgorithmOf(whole.next());
  const signature = bitsOf(whole.next());
  const certs = whole.optional(0xa0);
  whole.end();
  const fields = new Fields(sequenceOf(data));
  fields.optional(0xa0); // version
  const responderId = responderIdOf(fields.next());
  const producedAt = generalizedTimeOf(fields.next());
  const responses = sequenceOf(fields.next()).map(singleOf);
  const inTag = fields.optional(0xa1);
  fields.end();
  const extensions = readExtensions(inTag && onlyChildOf(inTag));
  refuseCritical(extensions);
  return {
    status: 'successful',
    toBeSigned: bytesOf(data),
    responderId,
    producedAt,
    responses,
    nonce: nonceOf(extensions),
    extensions,
    certs: certs ? sequenceOf(onlyChildOf(certs)).map((cert) => readCertificate(bytesOf(cert))) : [],
    signatureAlgorithm,
    signature,
  };
}

function takeResponse(der: Uint8Array): OcspResponse {
  const fields = new Fields(sequenceOf(parseDer(der, responseSchema)));
  const number = integerOf(fields.next(TAG.enumerated));
  const inTag = fields.optional(0xa0);
  fields.end();
  if (number !== 0n) return { status: errorNames.get(number) ?? refuse(`response status ${number}`) };
  expect(inTag !== undefined, 'a successful response without an answer');
  const responseBytes = onlyChildOf(inTag);
  expect(oidOf(childOf(responseBytes, 0)) === OID.ocspBasic, 'not a basic response');
  return takeBasic(octetsOf(childOf(responseBytes, 1)));
}

/** Reads a response. DecodeError ERR_OCSP_RESPONSE for anything else. Nothing is verified here. */
export const readOcspResponse = (der: Uint8Array): OcspResponse =>
  decoding('ERR_OCSP_RESPONSE', 'ocsp-response', () => takeResponse(der));
