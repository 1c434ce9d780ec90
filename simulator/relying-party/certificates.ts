/** Whom a signature is by: a certificate of an accepted CA, of the right kind, valid and good right now. */
import { type Certificate, isValidAt, OID, readCertificate, verifyIssuedBy } from '../pki/index.ts';
import {
  type KeyPurpose,
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

/**
 * The attribute kind proves nobody: it says nothing accredited (施行規則6条8号). Where one key signs and another authenticates,
 * neither does what the other is for (INV-36): the one that signs only says nonRepudiation, the other has a policy of its own.
 */
export function checkUsage(
  { isCa, keyUsage, extKeyUsage, policies }: Certificate,
  purpose: KeyPurpose,
): void {
  const authenticates = policies.includes(PROFILE_OID.authenticationPolicy);
  const forTheOther =
    purpose === 'signature'
      ? authenticates
      : authenticates
        ? !extKeyUsage.includes(OID.clientAuth)
        : keyUsage.has('nonRepudiation');
  if (
    isCa ||
    !keyUsage.has('digitalSignature') ||
    policies.includes(PROFILE_OID.attributePolicy) ||
    forTheOther
  )
    throw new Refusal('certificate-purpose');
}

/** All that must hold before a signature by it counts. Its order is the one in which refusals are told. */
const checkedFor =
  (purpose: KeyPurpose) =>
  async (ctx: BankContext, certificate: Certificate): Promise<void> => {
    const { steps } = ctx;
    const issuer = steps.checkIssuer(ctx, certificate);
    steps.checkValidity(ctx, certificate);
    steps.checkUsage(certificate, purpose);
    await steps.checkStatus(ctx, certificate, issuer);
  };

/** To log in, and to look at what is on record. */
export const checkToAuthenticate = checkedFor('authentication');
/** To pay, and to change what is on record. */
export const checkToSign = checkedFor('signature');

/**
 * Who is meant, whichever key of a pair signed: both certificates bear one subject, and no others of their CA do. Where one key
 * does both, the subject is that of its certificate alone.
 */
export const holderOf = ({ issuer, subject }: Certificate): string =>
  sha256Hex(Buffer.concat([issuer, subject]));

const keyOf = ({ spki }: Certificate): string => sha256Hex(spki);

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
