/**
 * What follows enrolment at the CA: renewal, revocation, consent, notices to holders, events for relying parties.
 *
 * A request of a holder is signed: by the FPoS key as compact JWS with `x5c` (`jws`), or by the card as CMS (`cms`). What is
 * signed always says its purpose, so that no signature counts for anything else.
 */
import { z } from 'zod';
import { consentRecord, deliveredItems, fourItem } from './jlis-messages.ts';
import { applicationContent, base64, hex, label, time } from './messages.ts';

const jws = z.string().max(32_000).meta({ description: 'compact JWS (ES256, ES384 or RS256) with x5c' });
const cms = base64(24_000).meta({
  description: 'CMS SignedData with the content inside, signed by the card',
});
const serial = z
  .string()
  .regex(/^[0-9A-F]{2,40}$/)
  .meta({ description: 'serial number of a certificate of this CA, hex' });

/** 202: the application waits for something that the policy in force asks for. */
export const waiting = z.strictObject({
  state: z.enum(['inspecting', 'second-tap']).meta({
    description: 'inspecting: a person at the CA looks at it. second-tap: the code is given at another tap.',
  }),
});
export type Waiting = z.infer<typeof waiting>;

/** `GET /applications/{id}`. */
export const applicationStatus = z.strictObject({
  application: hex(16),
  state: z.string().max(32),
  expires: time,
});

/** `POST /applications/{id}/code`: the second tap of the scheme until 2024-10. */
export const codeRequestContent = z.strictObject({
  purpose: z.literal('code-request'),
  application: hex(16),
  nonce: hex(32).meta({ description: 'that of the offer' }),
});
export const codeRequest = z.strictObject({ cms });

/** `POST /applications/{id}/renewal`: the application signed by the existing key (施行規則5条2項). */
export const renewalContent = applicationContent.extend({
  purpose: z.literal('renewal'),
  csr: base64(4096),
});
export type RenewalContent = z.infer<typeof renewalContent>;
export const renewal = z.strictObject({ jws });

/** Why the holder wants it ended. All are recorded as the published practice has it, save a compromised key. */
export const revocationWish = z.enum(['key-compromise', 'lost', 'stop', 'facts-changed', 'deleted']).meta({
  description:
    'why: the key may be in other hands; the phone is lost; no longer wanted; a recorded fact has changed; the key was deleted. ' +
    'key-compromise is recorded as keyCompromise, all others as cessationOfOperation',
});
export type RevocationWish = z.infer<typeof revocationWish>;

export const revocationContent = z.strictObject({
  purpose: z.literal('revocation'),
  certificate: hex(32).optional().meta({
    description:
      'SHA-256 of the certificate meant (DER). Absent in a request by card: all that this person holds; by a key: its own certificate',
  }),
  wish: revocationWish,
  at: time,
  nonce: hex(16),
});
export type RevocationContent = z.infer<typeof revocationContent>;
/** `POST /revocations`. */
export const revocationRequest = z.union([z.strictObject({ jws }), z.strictObject({ cms })]);
export const revocationAnswer = z.strictObject({
  revoked: z.array(z.strictObject({ serial, at: time })).max(64),
});
export type RevocationAnswer = z.infer<typeof revocationAnswer>;

/** `POST /consents`, `POST /consents/withdrawals`: content as J-LIS's consentContent and withdrawalContent. */
export const caConsent = z.strictObject({ cms });
export const caConsentAnswer = z.strictObject({
  /** SHA-256 of the signed message. */
  consent: hex(32),
  service: label,
  items: z.array(fourItem).max(4),
  state: z.enum(['received', 'active', 'withdrawn', 'expired', 'stopped', 'rejected']),
  /** What J-LIS recorded; absent until it did. */
  record: consentRecord.pick({ consent: true, from: true, to: true }).optional(),
});
export type CaConsentAnswer = z.infer<typeof caConsentAnswer>;

/** `POST /notices`: signed by a key that this CA certified; what concerns its certificate. */
export const noticesContent = z.strictObject({
  purpose: z.literal('notices'),
  after: z.int().min(0).meta({ description: 'number of the last notice known; 0: from the first' }),
  at: time,
  nonce: hex(16),
});
export const noticesRequest = z.strictObject({ jws });
export const noticesAnswer = z.strictObject({
  notices: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        at: time,
        kind: z.enum(['certificate-revoked', 'certificate-untrue', 'certificate-expires', 'consent-ends']),
        serial: serial.optional(),
      }),
    )
    .max(100),
});

/** `POST /facts`: what the CA knows of the holder, for the holder alone. Signed by a key in force. */
export const ownFactsContent = z.strictObject({
  purpose: z.literal('own-facts'),
  at: time,
  nonce: hex(16),
});
export const ownFactsRequest = z.strictObject({ jws });
export const ownFacts = z.strictObject({ items: deliveredItems, asOf: time });

/** `GET /events?after=N`: for a registered relying party, about its own pairwise identifiers. No personal data. */
export const caEvents = z.strictObject({
  events: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        at: time,
        kind: z.enum(['attributes-changed', 'certificate-ended']),
        pairwise: hex(16),
        subject: z
          .string()
          .max(64)
          .meta({ description: 'id of the case, or serial number of the certificate' }),
      }),
    )
    .max(100),
});

/** M18, fetched: `GET /attribute-cases/{case}`. `changeSet` is SHA-256 of the JSON of `items`, and what M20 names. */
export const attributeCase = z.strictObject({
  case: hex(16),
  pairwise: hex(16),
  state: z.string().max(32),
  items: deliveredItems,
  changeSet: hex(32),
  expires: time,
});

/** M20 ChangeConfirm: what the person's key signs. */
export const changeConfirmation = z.strictObject({
  purpose: z.literal('change-confirmation'),
  case: hex(16),
  changeSet: hex(32).meta({ description: 'as it was fetched with the case' }),
  decision: z.enum(['confirm', 'decline']),
  at: time,
});
export type ChangeConfirmation = z.infer<typeof changeConfirmation>;
/** M21 ChangeResult: `POST /attribute-cases/{case}/result`. */
export const changeResult = z.strictObject({ jws });

/** `POST /pairwise-links`: the hub shows a grant of the person and learns the two identifiers that it names. */
export const pairwiseLinkRequest = z.strictObject({ grant: jws });
export const pairwiseLink = z.strictObject({ source: hex(16), target: hex(16) });
