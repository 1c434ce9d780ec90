/**
 * The CA as a JPKI verifier (署名検証者): is this signature by a person's card, and is the certificate good right now?
 *
 * Fails closed: without a verified answer of J-LIS nothing is issued (公的個人認証法17条, 電子署名法施行規則5条).
 */
import {
  buildOcspRequest,
  type Certificate,
  type Cms,
  certId,
  type Der,
  OID,
  readCertificate,
  readCms,
  readOcspResponse,
  verifyCms,
  verifyIssuedBy,
  verifyOcspResponse,
} from '../pki/index.ts';
import { Refusal } from '../profile/index.ts';
import type { Fetch } from '../world/index.ts';

export interface VerifierDeps {
  readonly now: () => Date;
  readonly fetch: Fetch;
  readonly nonce: () => Uint8Array;
  /** Root certificates of the JPKI signing CA, all generations. */
  readonly anchors: readonly Der[];
  readonly ocspUrl: string;
}

/** The card's CMS, with a signature that verifies. */
export function readSignedApplication(cms: Der): Cms {
  let read: Cms;
  try {
    read = readCms(cms);
  } catch {
    throw new Refusal('application-malformed', 'not CMS SignedData with one signer and its certificate');
  }
  return read;
}

export function checkSignature(cms: Cms): void {
  const result = verifyCms(cms);
  if (!result.ok) throw new Refusal('application-signature-invalid', result.why);
}

/** Only the signing certificate counts: neither the authentication certificate nor anything else (施行規則5条). */
export function checkPurpose(certificate: Certificate): void {
  if (!certificate.policies.includes(OID.jpkiSignPolicy) || !certificate.keyUsage.has('nonRepudiation'))
    throw new Refusal('jpki-purpose');
}

/** Issuer by key identifier and signature, since all generations of the CA share one name. */
export function checkChain({ anchors, now }: VerifierDeps, certificate: Certificate): Certificate {
  const issuer = anchors.map((der) => readCertificate(der)).find((ca) => verifyIssuedBy(certificate, ca));
  if (!issuer) throw new Refusal('jpki-untrusted');
  const at = now();
  if (at < certificate.notBefore || at > certificate.notAfter) throw new Refusal('jpki-expired');
  return issuer;
}

/** Ask J-LIS. Good, or a refusal; `jpki-status-unavailable` when no verified answer could be had. */
export async function checkStatus(
  deps: VerifierDeps,
  certificate: Certificate,
  issuer: Certificate,
): Promise<void> {
  const asked = certId(issuer.der, certificate.serial, 'sha256');
  const nonce = deps.nonce();
  let answer: Uint8Array;
  try {
    const response = await deps.fetch(deps.ocspUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: buildOcspRequest({ certIds: [asked], nonce }),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    answer = new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new Refusal('jpki-status-unavailable', 'no answer');
  }
  let verified: ReturnType<typeof verifyOcspResponse>;
  try {
    const response = readOcspResponse(answer);
    verified = verifyOcspResponse({
      response,
      issuerCert: issuer,
      certId: asked,
      nonce,
      now: deps.now(),
    });
  } catch {
    throw new Refusal('jpki-status-unavailable', 'the answer cannot be read');
  }
  if (!verified.ok)
    throw new Refusal('jpki-status-unavailable', `the answer does not verify: ${verified.why}`);
  if (verified.status === 'revoked') throw new Refusal('jpki-revoked');
  if (verified.status !== 'good') throw new Refusal('jpki-status-unknown');
}

/** 氏名 as the certificate has it. */
export function holderName(certificate: Certificate): string {
  const name = certificate.otherNames.get(OID.jpkiHolderName);
  if (name === undefined) throw new Refusal('jpki-purpose', 'the certificate holds no name');
  return name;
}
