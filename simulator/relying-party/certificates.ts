/** Whom a signature is by: a certificate of an accepted CA, of the right kind, valid and good right now. */
import { type Certificate, isValidAt, readCertificate, verifyIssuedBy } from '../pki/index.ts';
import {
  PROFILE_OID,
  type ProblemCode,
  type ReadJws,
  Refusal,
  readJws,
  sha256Hex,
} from '../profile/index.ts';
import { BANK_APP, type BankContext } from './context.ts';

/** Why a certificate is refused, wherever one is shown. */
export const CERTIFICATE_PROBLEMS = [
  'certificate-untrusted',
  'certificate-expired',
  'certificate-purpose',
  'certificate-status-unavailable',
  'certificate-revoked',
  'certificate-unknown',
] as const;

/** A compact JWS, or `code`. */
export function readSigned(compact: string, code: ProblemCode): ReadJws {
  try {
    return readJws(compact);
  } catch {
    throw new Refusal(code);
  }
}

/** The accepted CA that issued it. */
export function checkIssuer({ deps }: BankContext, certificate: Certificate): Certificate {
  const issuer = deps.caAnchors.map(readCertificate).find((anchor) => verifyIssuedBy(certificate, anchor));
  if (!issuer) throw new Refusal('certificate-untrusted');
  return issuer;
}

export function checkValidity({ now }: BankContext, certificate: Certificate): void {
  if (!isValidAt(certificate, now())) throw new Refusal('certificate-expired');
}

/** The basic kind alone proves a person; the attribute kind says nothing accredited (施行規則6条8号; INV-36). */
export function checkUsage(certificate: Certificate): void {
  if (
    certificate.isCa ||
    !certificate.keyUsage.has('digitalSignature') ||
    certificate.policies.includes(PROFILE_OID.attributePolicy)
  )
    throw new Refusal('certificate-purpose');
}

/** All that must hold before a signature by it counts. Its order is the one in which refusals are told. */
export async function checkCertificate(ctx: BankContext, certificate: Certificate): Promise<void> {
  const { steps } = ctx;
  const issuer = steps.checkIssuer(ctx, certificate);
  steps.checkValidity(ctx, certificate);
  steps.checkUsage(certificate);
  await steps.checkStatus(ctx, certificate, issuer);
}

export const keyOf = ({ spki }: Certificate): string => sha256Hex(spki);

/**
 * The identifier of the person at this app, from the attribute certificate that came beside the log-in: of an accepted CA,
 * valid, for this app, and for the very key that answered.
 */
export function identify(ctx: BankContext, der: Uint8Array, own: Certificate): string {
  let attribute: Certificate;
  try {
    attribute = readCertificate(der);
  } catch {
    throw new Refusal('attribute-certificate-mismatch');
  }
  const { steps } = ctx;
  steps.checkIssuer(ctx, attribute);
  steps.checkValidity(ctx, attribute);
  const psid = attribute.otherNames.get(PROFILE_OID.pairwise);
  if (
    psid === undefined ||
    !attribute.policies.includes(PROFILE_OID.attributePolicy) ||
    attribute.otherNames.get(PROFILE_OID.app) !== BANK_APP
  )
    throw new Refusal('attribute-certificate-mismatch');
  steps.checkSameKey(attribute, own);
  return psid;
}

export function checkSameKey(attribute: Certificate, own: Certificate): void {
  if (keyOf(attribute) !== keyOf(own)) throw new Refusal('attribute-certificate-mismatch');
}
