/** Status of JPKI certificates: the OCSP responder (RFC 6960, RFC 5019) and the CRL of one authority. */
import {
  authorityKeyIdentifier,
  buildCrl,
  buildOcspError,
  buildOcspResponse,
  type CertStatus,
  type CrlReason,
  cRLNumber,
  type Der,
  isOfIssuer,
  keyIdOf,
  type OcspRequest,
  readCertificate,
  readOcspRequest,
} from '../pki/index.ts';
import { createService, operation } from '../profile/index.ts';
import type { Clock, Handler } from '../world/index.ts';
import type { Authority } from './authority.ts';
import { CRL_NEXT_UPDATE_MS, OCSP_NEXT_UPDATE_MS } from './config.ts';

export interface Revocation {
  readonly at: Date;
  readonly reason: CrlReason;
}

/** What is known of one authority's certificates. */
export interface StatusSource {
  readonly authority: Authority;
  readonly clock: Clock;
  /** By serial number. */
  readonly revocations: ReadonlyMap<bigint, Revocation>;
}

function statusOf({ authority, revocations }: StatusSource, serial: bigint): CertStatus {
  if (authority.citizenOfSerial(serial) === undefined) return { status: 'unknown' };
  const revoked = revocations.get(serial);
  return revoked
    ? { status: 'revoked', revocationTime: revoked.at, reason: revoked.reason }
    : { status: 'good' };
}

/** The DER of the answer to one OCSP request, signed, or one of the unsigned error answers. */
export function answerOcsp(source: StatusSource, request: Uint8Array): Der {
  let asked: OcspRequest;
  try {
    asked = readOcspRequest(request);
  } catch {
    return buildOcspError('malformedRequest');
  }
  const { authority, clock } = source;
  const now = clock.now();
  const ca = readCertificate(authority.certificate);
  const responder = authority.responder(now);
  return buildOcspResponse({
    responses: asked.certIds.map((certId) => ({
      certId,
      // A certificate of another CA is not ours to speak of (RFC 6960 2.2: unknown).
      ...(isOfIssuer(certId, ca) ? statusOf(source, certId.serial) : { status: 'unknown' as const }),
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + OCSP_NEXT_UPDATE_MS),
    })),
    producedAt: now,
    ...(asked.nonce && { nonce: asked.nonce }),
    responderKeyHash: keyIdOf(responder.signer.spki),
    signer: responder.signer,
    certs: [responder.certificate],
  });
}

/** The complete CRL of this moment. */
export function currentCrl({ authority, clock, revocations }: StatusSource): Der {
  const now = clock.now();
  return buildCrl({
    issuer: authority.name,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + CRL_NEXT_UPDATE_MS),
    entries: [...revocations].map(([serial, { at, reason }]) => ({ serial, revocationDate: at, reason })),
    extensions: [
      authorityKeyIdentifier({ keyId: authority.keyId }),
      // RFC 5280 5.2.3: never smaller than before; seconds of the world's time cannot be.
      cRLNumber(BigInt(Math.floor(now.getTime() / 1000))),
    ],
    signer: authority.signer,
  });
}

const OCSP_ANSWER = { says: 'OCSPResponse, DER', type: 'application/ocsp-response' } as const;

const derResponse = (type: string, der: Der): Response =>
  new Response(new Uint8Array(der), { headers: { 'content-type': type } });

export function ocspHandler(source: StatusSource, title: string): Handler {
  const answer = (request: Uint8Array): Response =>
    derResponse(OCSP_ANSWER.type, answerOcsp(source, request));
  return createService(title, [
    operation({
      method: 'POST',
      path: '/',
      summary: 'Status of certificates, RFC 6960 appendix A.1.',
      bodyType: 'application/ocsp-request',
      answers: { 200: OCSP_ANSWER },
      handle: ({ body }) => answer(body),
    }),
    operation({
      method: 'GET',
      // Some clients forget to escape the slashes of Base64.
      path: '/{request+}',
      summary: 'The same by GET, RFC 6960 appendix A.1: Base64 of the request, URL-encoded.',
      answers: { 200: OCSP_ANSWER },
      handle: ({ path }) => answer(new Uint8Array(Buffer.from(path.request!, 'base64'))),
    }),
  ]);
}

export function crlHandler(source: StatusSource, title: string): Handler {
  return createService(title, [
    operation({
      method: 'GET',
      path: '/full.crl',
      summary: 'The complete CRL, DER.',
      answers: { 200: { says: 'CertificateList, DER', type: 'application/pkix-crl' } },
      handle: () => derResponse('application/pkix-crl', currentCrl(source)),
    }),
  ]);
}
