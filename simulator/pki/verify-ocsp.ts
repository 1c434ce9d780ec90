/** Decides whether an OCSP response may be relied on. Source: RFC 6960, 3.2 and 4.2.2.2. */
import { sameBytes } from './der.ts';
import type { CrlReason } from './extensions.ts';
import { keyIdOf } from './key-id.ts';
import { type CertId, isOfIssuer, type SingleResponse, sameCertId } from './ocsp.ts';
import { OID } from './oids.ts';
import { type Certificate, isValidAt, verifyIssuedBy } from './read-certificate.ts';
import type { OcspResponse, ResponderId } from './read-ocsp.ts';
import { verifySignature } from './read-signature.ts';

/** How far the clocks of responder and client may be apart. */
export const ocspSkewMsDefault = 5 * 60_000;
/** How old an answer without nextUpdate may be: one round of a responder that is fed every 15 minutes. */
export const ocspAgeMsDefault = 15 * 60_000;

/** The response with what it is judged against. `issuerCert` issued the certificate asked about. */
export type OcspQuestion = {
  readonly response: OcspResponse;
  readonly issuerCert: Certificate;
  readonly certId: CertId;
  /** The nonce that was sent. If given, the response must carry the same. */
  readonly nonce?: Uint8Array;
  readonly now: Date;
  readonly skewMs?: number;
  readonly ageMs?: number;
};

/** Why a response was not relied on. */
export type OcspRefusal =
  | 'not-successful'
  | 'cert-id'
  | 'responder-not-authorised'
  | 'responder-not-valid'
  | 'signature'
  | 'nonce'
  | 'from-the-future'
  | 'stale';

export type OcspVerdict =
  | {
      readonly ok: true;
      readonly status: 'good' | 'revoked' | 'unknown';
      readonly revocationTime: Date | undefined;
      readonly reason: CrlReason | undefined;
      readonly thisUpdate: Date;
      readonly nextUpdate: Date | undefined;
    }
  | { readonly ok: false; readonly why: OcspRefusal };

type Successful = Extract<OcspResponse, { status: 'successful' }>;

const isNamedBy = (id: ResponderId, certificate: Certificate): boolean =>
  'name' in id ? sameBytes(id.name, certificate.subject) : sameBytes(id.keyHash, keyIdOf(certificate.spki));

/** 4.2.2.2: the CA itself, or one whom this CA certified for OCSP signing. */
const isAuthorised = (responder: Certificate, issuer: Certificate): boolean =>
  sameBytes(responder.der, issuer.der) ||
  (responder.extKeyUsage.includes(OID.ocspSigning) && !responder.isCa && verifyIssuedBy(responder, issuer));

function refusalOfResponder(
  response: Successful,
  { issuerCert, now }: OcspQuestion,
): OcspRefusal | undefined {
  const responder = [issuerCert, ...response.certs]
    .filter((candidate) => isNamedBy(response.responderId, candidate))
    .find((candidate) => isAuthorised(candidate, issuerCert));
  if (responder === undefined) return 'responder-not-authorised';
  if (!isValidAt(responder, now)) return 'responder-not-valid';
  const holds = verifySignature({
    algorithm: response.signatureAlgorithm,
    spki: responder.spki,
    bytes: response.toBeSigned,
    signature: response.signature,
  });
  return holds ? undefined : 'signature';
}

/** 4.2.2.1: thisUpdate has come, nextUpdate has not passed; without nextUpdate thisUpdate is recent. */
function refusalOfTime(single: SingleResponse, question: OcspQuestion): OcspRefusal | undefined {
  const { now, skewMs = ocspSkewMsDefault, ageMs = ocspAgeMsDefault } = question;
  const goodUntil = single.nextUpdate?.getTime() ?? single.thisUpdate.getTime() + ageMs;
  if (single.thisUpdate.getTime() - skewMs > now.getTime()) return 'from-the-future';
  return goodUntil + skewMs < now.getTime() ? 'stale' : undefined;
}

const fitsNonce = (response: Successful, sent: Uint8Array | undefined): boolean =>
  sent === undefined || (response.nonce !== undefined && sameBytes(response.nonce, sent));

/**
 * Verifies a response and takes the one answer that was asked for. The revocation of the responder itself is not looked
 * up: our responders carry id-pkix-ocsp-nocheck.
 */
export function verifyOcspResponse(question: OcspQuestion): OcspVerdict {
  const no = (why: OcspRefusal): OcspVerdict => ({ ok: false, why });
  const { response, certId, issuerCert, nonce } = question;
  if (response.status !== 'successful') return no('not-successful');
  const [single, second] = response.responses.filter((candidate) => sameCertId(candidate.certId, certId));
  // Two answers about one certificate contradict each other, or might.
  if (single === undefined || second !== undefined || !isOfIssuer(certId, issuerCert)) return no('cert-id');
  const refusal = refusalOfResponder(response, question);
  if (refusal !== undefined) return no(refusal);
  if (!fitsNonce(response, nonce)) return no('nonce');
  const late = refusalOfTime(single, question);
  if (late !== undefined) return no(late);
  const { status, thisUpdate, nextUpdate } = single;
  const revoked = single.status === 'revoked' ? single : undefined;
  return {
    ok: true,
    status,
    revocationTime: revoked?.revocationTime,
    reason: revoked?.reason,
    thisUpdate,
    nextUpdate,
  };
}
