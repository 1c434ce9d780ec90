/**
 * What registered verifiers, and holders, say to J-LIS and hear from it.
 *
 * The real interfaces are given out under a pledge of confidentiality only. What is public are the conditions: who may ask,
 * for what, with which consent (公的個人認証法 17条, 18条, 37条, 52条; 施行規則 35条の2; ministry guideline on consent). The
 * messages are therefore our own. Certificate numbers (発行の番号) are decimal digits, always beside the kind of their CA.
 */

import { z } from 'zod';

/** 署名用, 利用者証明用. */
export const jpkiKind = z.enum(['sign', 'auth']);

/** Where a certificate lives: マイナンバーカード, 移動端末設備. */
export const carrier = z.enum(['card', 'phone']);
export type Carrier = z.infer<typeof carrier>;

/** 発行の番号: the serial number in decimal digits, without leading zeros. */
export const serialNumber = z
  .string()
  .regex(/^[1-9][0-9]{0,47}$/, 'a serial number in decimal digits')
  .meta({ description: '発行の番号 in decimal digits' });

/** 基本4情報, by name. */
export const fourItem = z.enum(['name', 'address', 'birth', 'gender']);
export type FourItem = z.infer<typeof fourItem>;

const items = z
  .array(fourItem)
  .min(1)
  .max(4)
  .refine((list) => new Set(list).size === list.length, 'each item once')
  .meta({ description: 'which of the four items, each once' });

const time = z.iso.datetime({ precision: 0 }).meta({ description: 'UTC, whole seconds' });
const label = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);
const cms = z
  .string()
  .max(32_000)
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'Base64 without line breaks')
  .min(4);

/**
 * 利用者同意: the bytes that the signing key of card or phone signs, as JSON inside CMS SignedData. One service, items one by
 * one. Source: 施行規則 35条の2 (signed, per item, ten years); the unit of one service: ministry guideline.
 */
export const consentContent = z.strictObject({
  purpose: z.literal('four-items-consent'),
  verifier: label.meta({ description: 'as it is registered with J-LIS' }),
  service: label.meta({ description: 'one service of the verifier: its own, or that of an app' }),
  items,
  at: time,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
export type ConsentContent = z.infer<typeof consentContent>;

/** 同意の撤回: signed by a living signing key of the same person, for one service. */
export const withdrawalContent = z.strictObject({
  purpose: z.literal('four-items-withdrawal'),
  verifier: label,
  service: label,
  at: time,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
export type WithdrawalContent = z.infer<typeof withdrawalContent>;

/** 照会: asks which consents exist; signed by the authentication key (or the signing key) of the person. */
export const inquiryContent = z.strictObject({
  purpose: z.literal('four-items-inquiry'),
  at: time,
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
export type InquiryContent = z.infer<typeof inquiryContent>;

export const consentState = z.enum(['not-yet', 'active', 'withdrawn', 'expired', 'stopped']);
export type ConsentState = z.infer<typeof consentState>;

/** What J-LIS keeps of a consent and tells to the verifier it was given to, and to the holder. */
export const consentRecord = z.strictObject({
  consent: z.string().regex(/^[0-9a-f]{32}$/),
  verifier: label,
  service: label,
  items,
  state: consentState,
  from: time.meta({ description: 'begins' }),
  to: time.meta({ description: 'last second of the ten years' }),
});
export type ConsentRecord = z.infer<typeof consentRecord>;

/** `POST /consents` of the verifiers' interface. Handing the same bytes in again gives the same record. */
export const consentSubmission = z.strictObject({ cms });
/** `POST /withdrawals` of the verifiers' interface and of the holder's; answered with the consents that it ended. */
export const withdrawalSubmission = z.strictObject({ cms });
/** `POST /inquiries` of the holder's interface. */
export const inquirySubmission = z.strictObject({ cms });
export const inquiryAnswer = z.strictObject({ consents: z.array(consentRecord).max(256) });
/** `GET /withdrawals?service=S&since=TIME`: J-LIS tells nobody of a withdrawal; verifiers poll. */
export const withdrawnList = z.strictObject({
  withdrawn: z.array(
    z.strictObject({ consent: consentRecord.shape.consent, service: label, withdrawnAt: time }),
  ),
});

/** `POST /four-items`: ask for the latest items of whoever the certificate with this number was issued to. */
export const fourItemsQuery = z.strictObject({ service: label, serial: serialNumber });

/**
 * Answers about the latest four items. Public are the conditions only; the names are ours.
 * `NOT_REISSUED` also stands for the dead, and for those whose register entry was deleted: not to be told apart by design.
 */
export const fourItemsOutcome = z.enum([
  'DELIVERED',
  'NO_NEWER',
  'NOT_REISSUED',
  'NO_CONSENT',
  'CONSENT_NOT_YET',
  'CONSENT_WITHDRAWN',
  'CONSENT_EXPIRED',
  'SERVICE_STOPPED',
  'UNKNOWN_CERTIFICATE',
]);
export type FourItemsOutcome = z.infer<typeof fourItemsOutcome>;

/** The consented items as the present signing certificate records them; `flags` mark substitute characters (代替文字). */
export const deliveredItems = z.strictObject({
  name: z.string().optional(),
  nameFlags: z.string().optional(),
  nameKana: z.string().optional().meta({ description: '振り仮名; from 2026-05-26 with the name' }),
  address: z.string().optional(),
  addressFlags: z.string().optional(),
  birth: z
    .string()
    .optional()
    .meta({ description: 'YYYY-MM-DD, or the nine digits where parts are unknown' }),
  gender: z.enum(['1', '2', '3']).optional(),
});
export type DeliveredItems = z.infer<typeof deliveredItems>;

export const fourItemsAnswer = z.strictObject({
  outcome: fourItemsOutcome,
  /** Only with DELIVERED: the consented items, the number of the certificate now in force, since when it records this. */
  items: deliveredItems.optional(),
  serial: serialNumber.optional(),
  asOf: time.optional(),
  feeYen: z.int().min(0),
});
export type FourItemsAnswer = z.infer<typeof fourItemsAnswer>;

/**
 * `POST /links`: the number of the corresponding certificate. Source: 公的個人認証法 18条4項 (card and phone, signing),
 * 18条5項 (authentication to signing, both on the card), 37条3項 (card and phone, authentication); numbers whose period of
 * validity has not elapsed.
 */
export const linkQuery = z.strictObject({
  from: z.strictObject({ kind: jpkiKind, serial: serialNumber }),
  to: z.strictObject({ kind: jpkiKind, carrier }),
});
export const linkOutcome = z.enum(['FOUND', 'NONE', 'UNKNOWN_CERTIFICATE', 'OUT_OF_RETENTION']);
export const linkAnswer = z.strictObject({ outcome: linkOutcome, serial: serialNumber.optional() });
export type LinkAnswer = z.infer<typeof linkAnswer>;

/** `GET /` of the lists' interface: where the lists of each key of a CA are. RFC 5280 knows no such index; it is ours. */
export const crlIndex = z.strictObject({
  kind: jpkiKind,
  newListsAt: time
    .nullable()
    .meta({ description: 'when the next lists are made; null: as soon as something is recorded' }),
  generations: z
    .array(
      z.strictObject({
        generation: z.int().min(1),
        keyId: z.string().regex(/^[0-9A-F]{40}$/),
        full: z.string(),
        arl: z.string(),
        municipality: z.string().meta({ description: 'address with {code} for one of the municipalities' }),
      }),
    )
    .meta({ description: 'keys of the CA, oldest first; the last one issues' }),
  municipalities: z.array(
    z.strictObject({
      code: z.string().regex(/^[0-9]{5}$/),
      point: z.string().meta({ description: 'the distribution point, as text' }),
    }),
  ),
});
export type CrlIndex = z.infer<typeof crlIndex>;

/** What a verifier, or a holder, asked for; the words of the audit record and of the yearly report. */
export const jlisOperation = z.enum([
  'consent',
  'withdrawal',
  'poll',
  'four-items',
  'link',
  'report',
  'inquiry',
]);
export type JlisOperation = z.infer<typeof jlisOperation>;

/** `GET /report/{year}`: whom J-LIS served how often in a calendar year in Japan. It is published; nobody's number is in it. */
export const yearlyReport = z.strictObject({
  year: z.int(),
  verifiers: z.array(
    z.strictObject({
      verifier: label,
      counts: z.array(
        z.strictObject({ operation: jlisOperation, outcome: z.string(), count: z.int().min(1) }),
      ),
      feeYen: z.int().min(0),
    }),
  ),
});
export type YearlyReport = z.infer<typeof yearlyReport>;
