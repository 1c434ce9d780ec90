/**
 * The open profile, version 1: every message between library, CA and relying party, once.
 *
 * Nothing public fixes the real wire format of FPoS. These messages are our own, built from PKCS#10, CMS SignedData by
 * the card, JWS with x5c, and RFC 9457. Binary values are Base64 (RFC 4648 section 4), digests and nonces lower-case hex.
 */
import { z } from 'zod';

export const PROFILE_VERSION = 1;

export const hex = (bytes: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), `${bytes} bytes as lower-case hex`);
export const base64 = (max: number) =>
  z
    .string()
    .max(Math.ceil((max * 4) / 3) + 4)
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'Base64 without line breaks')
    .min(4);
export const time = z.iso.datetime({ precision: 0 }).meta({ description: 'UTC, whole seconds' });
export const label = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);

/** How the key reaches the CA: 電子署名法施行規則 6条3号の2, イ or ロ. */
export const route = z.enum(['key-in-application', 'code-after-signature']).meta({
  description:
    'key-in-application: the CSR is inside what the card signs (施行規則6条3号の2イ). ' +
    'code-after-signature: a one-time 利用者識別符号 is handed over after the signature was verified (同ロ).',
});
export type Route = z.infer<typeof route>;

/** What a key is for: to log in and look (認証用), or to sign transactions and changes (電子署名用). */
export type KeyPurpose = 'authentication' | 'signature';

/** A document that the applicant agrees to before signing. */
export const terms = z.strictObject({
  name: z.enum(['terms', 'cp', 'cps', 'explanation']),
  version: z.string().max(32),
  sha256: hex(32),
  text: z.string().max(20_000),
});
export type Terms = z.infer<typeof terms>;

/** Begin: `POST /applications`. */
export const applicationStart = z.strictObject({
  profile: z.literal(PROFILE_VERSION),
  appId: label,
  appInstance: hex(16),
});
export type ApplicationStart = z.infer<typeof applicationStart>;

/** M01 OfferTerms: what the CA answers. */
export const offer = z.strictObject({
  profile: z.literal(PROFILE_VERSION),
  application: hex(16).meta({ description: 'application id, used once' }),
  nonce: hex(32),
  route,
  expires: time,
  terms: z.array(terms).min(1).max(8),
  separateKeys: z
    .literal(true)
    .optional()
    .meta({
      description:
        'two certificates: one key signs (電子署名用), another authenticates (認証用), and the application holds a request ' +
        'for each. Absent: one key does both.',
    }),
});
export type Offer = z.infer<typeof offer>;

/** M05 Req: the bytes that the card signs, as JSON inside CMS SignedData. */
export const applicationContent = z.strictObject({
  profile: z.literal(PROFILE_VERSION),
  application: hex(16),
  nonce: hex(32),
  appId: label,
  appInstance: hex(16),
  agreed: z
    .array(z.strictObject({ name: terms.shape.name, sha256: hex(32) }))
    .min(1)
    .max(8)
    .meta({ description: 'each document of the offer, as it was agreed to' }),
  agreedAt: time,
  csr: base64(4096)
    .optional()
    .meta({ description: 'PKCS#10; present on the route key-in-application, and only there' }),
  authenticationCsr: base64(4096)
    .optional()
    .meta({ description: 'PKCS#10 for the key that authenticates; beside `csr`, with `separateKeys` only' }),
});
export type ApplicationContent = z.infer<typeof applicationContent>;

/** M05 Apply: `POST /applications/{id}/signed`. */
export const signedApplication = z.strictObject({
  cms: base64(24_000).meta({ description: 'CMS SignedData with the content inside, signed by the card' }),
});
export type SignedApplication = z.infer<typeof signedApplication>;

/** M08 Activation: the answer on the route code-after-signature. */
export const activationCode = z.strictObject({
  state: z.literal('verified'),
  code: z.string().min(8).max(64),
  expires: time,
});
export type ActivationCode = z.infer<typeof activationCode>;

/** M09 Activate: `POST /applications/{id}/activation`. */
export const activation = z.strictObject({
  code: z.string().max(64),
  csr: base64(4096),
  authenticationCsr: base64(4096).optional().meta({ description: 'with `separateKeys` only' }),
});
export type Activation = z.infer<typeof activation>;

/** M10 Issue. */
export const issued = z.strictObject({
  state: z.literal('issued'),
  certificate: base64(16_000).meta({
    description: 'the basic kind (基本型); with `separateKeys` it signs only (電子署名用)',
  }),
  chain: z.array(base64(16_000)).max(4),
  attributeCertificate: base64(16_000).optional().meta({
    description: 'the attribute kind (属性型) for the key that logs in; says nothing accredited',
  }),
  authenticationCertificate: base64(16_000).optional().meta({
    description: 'the authentication kind (認証用) for the key that logs in; with `separateKeys` only',
  }),
});
export type Issued = z.infer<typeof issued>;

/** M11 Accept: `POST /applications/{id}/acceptance`; a compact JWS over `receiptPayload` by the new key. */
export const acceptance = z.strictObject({ receipt: z.string().max(32_000) });
export const receiptPayload = z.strictObject({
  purpose: z.literal('receipt'),
  application: hex(16),
  certificate: hex(32).meta({ description: 'SHA-256 of the certificate (DER)' }),
  authenticationCertificate: hex(32).optional().meta({ description: 'SHA-256, where there is one' }),
});
export type ReceiptPayload = z.infer<typeof receiptPayload>;
