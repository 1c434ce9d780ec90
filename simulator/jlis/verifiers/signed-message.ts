/** A message that a holder signed with card or phone: read, checked, and traced to the certificate on record. */
import type { z } from 'zod';
import {
  type Certificate,
  type Cms,
  type Der,
  readCertificate,
  readCms,
  verifyCms,
  verifyIssuedBy,
} from '../../pki/index.ts';
import { CLOCK_AHEAD_MS_MAX, parseJson, Refusal } from '../../profile/index.ts';
import type { Authority } from '../authority/authority.ts';
import type { JpkiKind } from '../config.ts';
import type { JlisKnobs } from '../knobs.ts';
import type { CertificateRecord } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { JlisSteps } from '../steps.ts';

export interface MessageDeps {
  readonly authorities: Readonly<Record<JpkiKind, Authority>>;
  readonly register: Register;
  readonly knobs: JlisKnobs;
  readonly steps: JlisSteps;
  readonly now: () => Date;
}

export interface SignedMessage<Content> {
  readonly content: Content;
  /** The signed bytes. */
  readonly bytes: Uint8Array;
  readonly signer: CertificateRecord;
}

function readSigned(base64: string): Cms {
  let cms: Cms;
  try {
    cms = readCms(new Uint8Array(Buffer.from(base64, 'base64')));
  } catch {
    throw new Refusal('message-malformed', 'not CMS SignedData with one signer and its certificate');
  }
  const verdict = verifyCms(cms);
  if (!verdict.ok) throw new Refusal('message-signature-invalid', verdict.why);
  return cms;
}

const issuers = new WeakMap<Der, Certificate>();

/** The certificate of a generation, read once. */
function readIssuer(der: Der): Certificate {
  const issuer = issuers.get(der) ?? readCertificate(der);
  issuers.set(der, issuer);
  return issuer;
}

/** The record of a certificate that we issued: by number, and by the signature of the generation that issued it. */
function recordOf(
  { authorities, register }: MessageDeps,
  certificate: Certificate,
  kind: JpkiKind,
): CertificateRecord | undefined {
  const record = register.certificate(kind, certificate.serial);
  if (record === undefined) return undefined;
  const { generations } = authorities[kind];
  const issuer = readIssuer(generations.get(record.generation).certificate);
  return verifyIssuedBy(certificate, issuer) ? record : undefined;
}

/**
 * What a holder said, if one of these kinds of certificates of ours signed it. Whether that certificate has effect is another
 * question: {@link demandEffect}.
 *
 * @throws Refusal `message-malformed`, `message-signature-invalid`, `message-signer-unknown`
 */
export function readMessage<S extends z.ZodType<{ at: string }>>(
  deps: MessageDeps,
  base64: string,
  schema: S,
  kinds: readonly JpkiKind[],
): SignedMessage<z.infer<S>> {
  const cms = readSigned(base64);
  const signer = kinds.map((kind) => recordOf(deps, cms.signerCert, kind)).find((record) => record);
  if (!signer) throw new Refusal('message-signer-unknown');
  return { content: parseJson(schema, cms.content, 'message-malformed'), bytes: cms.content, signer };
}

/** @throws Refusal `message-signer-dead`, or `message-stale` for one of another time */
export function demandEffect(
  { steps, knobs, now }: MessageDeps,
  { content, signer }: SignedMessage<{ readonly at: string }>,
): void {
  if (!steps.signerCounts(signer, now())) throw new Refusal('message-signer-dead');
  const age = now().getTime() - new Date(content.at).getTime();
  if (age > knobs.messageAgeMsMax || age < -CLOCK_AHEAD_MS_MAX) throw new Refusal('message-stale');
}
