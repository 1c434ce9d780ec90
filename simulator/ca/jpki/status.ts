/**
 * Asks J-LIS whether a signing certificate is good right now: by OCSP, or by the list of revoked certificates.
 *
 * Fails closed: without a verified, fresh answer there is none (公的個人認証法17条, 19条1項; 電子署名法施行規則5条; INV-12).
 */
import {
  buildOcspRequest,
  type Certificate,
  certId,
  type Der,
  readCrl,
  readOcspResponse,
  verifyCrl,
  verifyOcspResponse,
} from '../../pki/index.ts';
import { crlIndex, parseJson, Refusal } from '../../profile/index.ts';
import type { Fetch } from '../../world/index.ts';

export interface VerifierDeps {
  readonly now: () => Date;
  readonly fetch: Fetch;
  readonly nonce: () => Uint8Array;
  /** Root certificates of the JPKI signing CA, all generations. */
  readonly anchors: readonly Der[];
  readonly ocspUrl: string;
  /** Where the lists are, with `/` as their index; needed when status is asked by list. */
  readonly crlUrl?: string;
  readonly status: 'ocsp' | 'crl';
}

/** A verified answer, with the bytes that prove it. */
export interface StatusAnswer {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly evidence: Uint8Array;
}

const unavailable = (why: string): Refusal => new Refusal('jpki-status-unavailable', why);

async function bytesFrom(deps: VerifierDeps, url: string, body?: Der): Promise<Uint8Array> {
  try {
    const response = await deps.fetch(
      url,
      body && { method: 'POST', headers: { 'content-type': 'application/ocsp-request' }, body },
    );
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw unavailable('no answer');
  }
}

async function askByOcsp(deps: VerifierDeps, serial: bigint, issuer: Certificate): Promise<StatusAnswer> {
  const asked = certId(issuer.der, serial, 'sha256');
  const nonce = deps.nonce();
  const evidence = await bytesFrom(deps, deps.ocspUrl, buildOcspRequest({ certIds: [asked], nonce }));
  let verified: ReturnType<typeof verifyOcspResponse>;
  try {
    const response = readOcspResponse(evidence);
    verified = verifyOcspResponse({ response, issuerCert: issuer, certId: asked, nonce, now: deps.now() });
  } catch {
    throw unavailable('the answer cannot be read');
  }
  if (!verified.ok) throw unavailable(`the answer does not verify: ${verified.why}`);
  const { status, revocationTime } = verified;
  return { status, evidence, ...(revocationTime && { revokedAt: revocationTime }) };
}

/** The complete list of the key that issued, found by its key identifier. */
async function askByList(deps: VerifierDeps, serial: bigint, issuer: Certificate): Promise<StatusAnswer> {
  if (deps.crlUrl === undefined) throw unavailable('this CA knows no address of lists');
  const { crl, der } = await listOf(deps, issuer, deps.crlUrl);
  const entry = crl.entries.get(serial);
  return entry
    ? { status: 'revoked', revokedAt: entry.revocationDate, evidence: der }
    : { status: 'good', evidence: der };
}

async function listOf(
  deps: VerifierDeps,
  issuer: Certificate,
  base: string,
): Promise<{ crl: ReturnType<typeof readCrl>; der: Uint8Array }> {
  const root = base.replace(/\/$/, '');
  const index = parseJson(crlIndex, await bytesFrom(deps, `${root}/`), 'jpki-status-unavailable');
  const keyId = Buffer.from(issuer.ski ?? new Uint8Array())
    .toString('hex')
    .toUpperCase();
  const place = index.generations.find((generation) => generation.keyId === keyId)?.full;
  if (place === undefined) throw unavailable('there is no list of this key');
  const der = await bytesFrom(deps, `${root}${place}`);
  let crl: ReturnType<typeof readCrl>;
  try {
    crl = readCrl(der);
  } catch {
    throw unavailable('the list cannot be read');
  }
  const verdict = verifyCrl({ crl, issuerCert: issuer, now: deps.now() });
  if (!verdict.ok) throw unavailable(`the list does not verify: ${verdict.why}`);
  if (crl.scope) throw unavailable('the list is not complete');
  return { crl, der };
}

/** The status of the certificate with this number of this issuer, or the refusal `jpki-status-unavailable`. */
export const askStatus = (deps: VerifierDeps, serial: bigint, issuer: Certificate): Promise<StatusAnswer> =>
  deps.status === 'crl' ? askByList(deps, serial, issuer) : askByOcsp(deps, serial, issuer);

/** Good, or a refusal. What comes back proves it; the type leaves room for a CA that has no proof to keep. */
export async function checkStatus(
  deps: VerifierDeps,
  certificate: Certificate,
  issuer: Certificate,
): Promise<StatusAnswer | undefined> {
  const answer = await askStatus(deps, certificate.serial, issuer);
  if (answer.status === 'revoked') throw new Refusal('jpki-revoked');
  if (answer.status !== 'good') throw new Refusal('jpki-status-unknown');
  return answer;
}
