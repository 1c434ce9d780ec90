/**
 * What the CA publishes about its certificates: a list of revoked ones (RFC 5280, 5) and answers by OCSP (RFC 6960).
 * 施行規則6条11号: whoever relies on a certificate can check it easily, without being known to the CA.
 */
import {
  authorityKeyIdentifier,
  buildCrl,
  buildOcspError,
  buildOcspResponse,
  type CertId,
  type Certificate,
  type CertStatus,
  type CrlEntry,
  cRLNumber,
  type Der,
  isOfIssuer,
  issued,
  keyIdOf,
  type OcspRequest,
  readCertificate,
} from '../../pki/index.ts';
import { serialHex } from '../certificates/holder.ts';
import type { CaContext } from '../context.ts';

const wholeSecond = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);

/** How many revocations there ever were. */
const revocations = ({ store }: CaContext): number => store.get('meta', 'revocation')?.value ?? 0;

/** Is it time for another list? At each revocation, and as often as policy says. */
export const isListDue = (
  { now, policy }: CaContext,
  made: { readonly at: number; readonly count: number },
  count: number,
): boolean => made.count !== count || now().getTime() - made.at >= policy.crlEveryMs;

/** RFC 5280, 5.2.3: rises with every list. Time and the count of revocations never fall, and one of them differs. */
export const numberOfList = (thisUpdate: Date, count: number): bigint =>
  (BigInt(thisUpdate.getTime()) / 1000n) * 2n ** 32n + BigInt(count);

/** Makes the list anew when something was revoked since, or when it is older than policy wants it. */
export function crlPublisher(ctx: CaContext): () => Der {
  let made: { readonly der: Der; readonly at: number; readonly count: number } | undefined;
  return () => {
    const now = ctx.now().getTime();
    const count = revocations(ctx);
    if (made && !ctx.steps.isListDue(ctx, made, count)) return made.der;
    made = { der: makeCrl(ctx, wholeSecond(now), count), at: now, count };
    return made.der;
  };
}

/** 施行規則6条11号 asks for the term of a certificate; one day more, so that a list since its end has named it (RFC 5280, 3.3). */
const KEPT_AFTER_END_MS = 86_400_000;

/** What the list of this time names. */
export function listed(ctx: CaContext, thisUpdate: Date): readonly CrlEntry[] {
  const entries: CrlEntry[] = [];
  for (const { serial, notAfter, revocation } of ctx.store.values('certificate')) {
    if (!revocation || notAfter + KEPT_AFTER_END_MS < thisUpdate.getTime()) continue;
    const { at, reason } = revocation;
    entries.push({ serial: BigInt(`0x${serial}`), revocationDate: wholeSecond(at), reason });
  }
  return entries;
}

function makeCrl(ctx: CaContext, thisUpdate: Date, count: number): Der {
  const { authority, policy } = ctx;
  const der = buildCrl({
    issuer: authority.name,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + policy.crlLifeMs),
    entries: ctx.steps.listed(ctx, thisUpdate),
    extensions: [
      authorityKeyIdentifier({ keyId: keyIdOf(authority.signer.spki) }),
      cRLNumber(ctx.steps.numberOfList(thisUpdate, count)),
    ],
    signer: authority.signer,
  });
  return issued({ what: 'crl', profile: 'fpos-full', der, issuer: authority.certificate });
}

/** What OCSP says of one number. */
export function statusOf({ store }: CaContext, serial: bigint): CertStatus {
  const certificate = store.get('certificate', serialHex(serial));
  // Before its receipt a certificate is not in force: nobody may rely on it yet.
  if (!certificate || certificate.state === 'pending') return { status: 'unknown' };
  const { revocation } = certificate;
  if (!revocation) return { status: 'good' };
  return { status: 'revoked', revocationTime: wholeSecond(revocation.at), reason: revocation.reason };
}

/** RFC 6960, 2.3; 公的個人認証法17条5項: about certificates of another CA, those of J-LIS too, it has no say. */
export const speaksFor = (asked: CertId, issuer: Certificate): boolean => isOfIssuer(asked, issuer);

/** Answers from the records as they are at this moment. */
export function answerOcsp(ctx: CaContext, bytes: Uint8Array): Der {
  let request: OcspRequest;
  try {
    request = ctx.steps.readStatusRequest(bytes);
  } catch {
    return buildOcspError('malformedRequest');
  }
  const issuer = readCertificate(ctx.authority.certificate);
  if (!request.certIds.every((asked) => ctx.steps.speaksFor(asked, issuer)))
    return buildOcspError('unauthorized');
  const thisUpdate = wholeSecond(ctx.now().getTime());
  const nextUpdate = new Date(thisUpdate.getTime() + ctx.policy.ocspLifeMs);
  const { responder, certificate } = ctx.authority;
  const der = buildOcspResponse({
    responses: request.certIds.map((certId) => ({
      ...ctx.steps.statusOf(ctx, certId.serial),
      certId,
      thisUpdate,
      nextUpdate,
    })),
    producedAt: thisUpdate,
    ...(request.nonce && { nonce: request.nonce }),
    responderKeyHash: keyIdOf(responder.signer.spki),
    signer: responder.signer,
    certs: [responder.certificate],
  });
  return issued({ what: 'ocsp', profile: 'fpos-answer', der, issuer: certificate });
}
