/**
 * Asks the accredited CA whether a certificate is good right now: by OCSP, and where that gives no answer that can be
 * believed, by the list. Fails closed: without an answer there is none (INV-35).
 */
import {
  buildOcspRequest,
  type Certificate,
  certId,
  readCrl,
  readOcspResponse,
  verifyCrl,
  verifyOcspResponse,
} from '../pki/index.ts';
import { Refusal } from '../profile/index.ts';
import type { BankContext } from './context.ts';

export type Status = 'good' | 'revoked' | 'unknown';

async function bytesFrom(
  { deps }: BankContext,
  url: string,
  body?: Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    const response = await deps.fetch(
      url,
      body && { method: 'POST', headers: { 'content-type': 'application/ocsp-request' }, body },
    );
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

/** What the service there says of this number. Undefined: no answer that can be believed. Source: RFC 6960, 3.2. */
export async function ocspStatus(
  ctx: BankContext,
  url: string,
  serial: bigint,
  issuer: Certificate,
): Promise<Status | undefined> {
  const asked = certId(issuer.der, serial, 'sha256');
  const nonce = ctx.nonce();
  const bytes = await bytesFrom(ctx, url, buildOcspRequest({ certIds: [asked], nonce }));
  if (!bytes) return undefined;
  try {
    const response = readOcspResponse(bytes);
    const verdict = verifyOcspResponse({
      response,
      issuerCert: issuer,
      certId: asked,
      nonce,
      now: ctx.now(),
    });
    return verdict.ok ? verdict.status : undefined;
  } catch {
    return undefined;
  }
}

/** The accredited CA, about one of its certificates. */
export const askOcsp = (
  ctx: BankContext,
  { serial }: Certificate,
  issuer: Certificate,
): Promise<Status | undefined> => ocspStatus(ctx, `${ctx.deps.caUrl}/ocsp`, serial, issuer);

/** Undefined: no list that can be believed. Source: RFC 5280, 6.3. */
export async function askList(
  ctx: BankContext,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Status | undefined> {
  const bytes = await bytesFrom(ctx, `${ctx.deps.caUrl}/repository/ca.crl`);
  if (!bytes) return undefined;
  try {
    const crl = readCrl(bytes);
    if (!verifyCrl({ crl, issuerCert: issuer, now: ctx.now() }).ok || crl.scope) return undefined;
    return crl.entries.has(certificate.serial) ? 'revoked' : 'good';
  } catch {
    return undefined;
  }
}

/** Good, or a refusal. */
export async function checkStatus(
  ctx: BankContext,
  certificate: Certificate,
  issuer: Certificate,
): Promise<void> {
  const status =
    (await ctx.steps.askOcsp(ctx, certificate, issuer)) ??
    (await ctx.steps.askList(ctx, certificate, issuer));
  if (status === undefined) throw new Refusal('certificate-status-unavailable');
  if (status === 'revoked') throw new Refusal('certificate-revoked');
  if (status === 'unknown') throw new Refusal('certificate-unknown');
}
