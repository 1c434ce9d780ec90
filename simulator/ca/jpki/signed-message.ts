/** A message signed by a card: CMS SignedData with its content inside, one signer and its certificate. */
import type { z } from 'zod';
import { type Certificate, type Cms, readCms, verifyCms } from '../../pki/index.ts';
import { type ProblemCode, parseJson, Refusal } from '../../profile/index.ts';
import type { CaContext } from '../context.ts';
import type { StatusAnswer } from './status.ts';

/** Why the certificate behind a message that a card signed may be refused: purpose, chain, status. */
export const JPKI_PROBLEMS: readonly ProblemCode[] = [
  'jpki-purpose',
  'jpki-untrusted',
  'jpki-expired',
  'jpki-revoked',
  'jpki-status-unknown',
  'jpki-status-unavailable',
];

export function readSignedMessage(cms: Uint8Array, code: ProblemCode = 'application-malformed'): Cms {
  try {
    return readCms(cms);
  } catch {
    throw new Refusal(code, 'not CMS SignedData with one signer and its certificate');
  }
}

export function checkSignature(cms: Cms, code: ProblemCode = 'application-signature-invalid'): void {
  const result = verifyCms(cms);
  if (!result.ok) throw new Refusal(code, result.why);
}

export interface CardMessage<T> {
  readonly content: T;
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly proof: StatusAnswer | undefined;
}

/**
 * Everything that must hold of any message signed by a card, besides the application: shape, signature, purpose and chain
 * of the certificate, and that it is good right now. `malformed` and `invalid` are the codes of the first two.
 */
export async function readCardMessage<S extends z.ZodType>(
  ctx: CaContext,
  schema: S,
  cmsDer: Uint8Array,
  malformed: ProblemCode,
  invalid: ProblemCode,
): Promise<CardMessage<z.infer<S>>> {
  const { steps, verifier, policy } = ctx;
  const cms = steps.readSignedMessage(cmsDer, malformed);
  steps.checkSignature(cms, invalid);
  const content = parseJson(schema, cms.content, malformed);
  const certificate = cms.signerCert;
  steps.checkPurpose(certificate, policy.phoneCertificates);
  const issuer = steps.checkChain(verifier, certificate);
  return { content, certificate, issuer, proof: await steps.checkStatus(verifier, certificate, issuer) };
}
