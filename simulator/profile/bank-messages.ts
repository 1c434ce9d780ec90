/**
 * Between a relying party, its customer's app and the library: log-in, payments, changes of address or name.
 *
 * A customer's signed message always says its purpose and names what it is about, so that it counts nowhere else (INV-32,
 * INV-36). Who calls without signing shows the session of a log-in: `authorization: Bearer <session>`.
 */
import { z } from 'zod';
import { deliveredItems } from './jlis-messages.ts';
import { base64, hex, label, PROFILE_VERSION, time } from './messages.ts';

const jws = z
  .string()
  .max(32_000)
  .meta({ description: 'compact JWS (ES256) with x5c, by the key of the app' });

/** M22 LoginChallenge: the answer to `POST /login/challenges`. */
export const loginChallenge = z.strictObject({
  profile: z.literal(PROFILE_VERSION),
  challenge: hex(16),
  nonce: hex(32),
  appId: label,
  origin: z.string().max(255),
  expires: time,
});
export type LoginChallenge = z.infer<typeof loginChallenge>;

/** M23 LoginResponse: the payload of the compact JWS (ES256, x5c) in `loginAnswer`. */
export const loginPayload = z.strictObject({
  purpose: z.literal('login'),
  challenge: hex(16),
  nonce: hex(32),
  appId: label,
  origin: z.string().max(255),
  at: time,
});
export type LoginPayload = z.infer<typeof loginPayload>;

/** `POST /login/answers`. */
export const loginAnswer = z.strictObject({
  answer: z.string().max(32_000),
  attributeCertificate: base64(16_000).optional().meta({
    description:
      'the attribute kind (属性型) for the same key: says under which identifier the app knows the person; without it nobody is a customer',
  }),
});
export const loginSession = z.strictObject({
  state: z.literal('logged-in'),
  session: hex(16),
  certificate: hex(32),
  customer: hex(16).optional().meta({ description: 'pairwise identifier of the person at this app' }),
});
export type LoginSession = z.infer<typeof loginSession>;

/** `GET /customer`: what the bank has on record, opened by the first log-in. */
export const customerRecord = z.strictObject({
  customer: hex(16),
  since: time,
  version: z.int().min(1).meta({ description: 'grows by one with each change' }),
  facts: deliveredItems,
  changes: z
    .array(z.strictObject({ version: z.int().min(2), at: time, change: hex(16), changeSet: hex(32) }))
    .max(1_000),
});
export type CustomerRecord = z.infer<typeof customerRecord>;

/** What a bank asks the customer to sign: M24 TxPropose, the answer to `POST /payments`. */
export const transactionProposal = z.strictObject({
  profile: z.literal(PROFILE_VERSION),
  transaction: hex(16),
  nonce: hex(32),
  appId: label,
  origin: z.string().max(255),
  template: label.meta({ description: 'how the content is shown; the content names it too' }),
  content: base64(4_096).meta({ description: 'the canonical bytes T' }),
  expires: time,
});
export type TransactionProposal = z.infer<typeof transactionProposal>;

/** M25 TxSign: what the key of the person signs. */
export const transactionPayload = z.strictObject({
  purpose: z.literal('transaction'),
  transaction: hex(16),
  nonce: hex(32),
  appId: label,
  origin: z.string().max(255),
  template: label,
  content: hex(32).meta({ description: 'SHA-256 of T' }),
  shown: hex(32).meta({ description: 'SHA-256 of the text that was shown, UTF-8' }),
  at: time,
});
export type TransactionPayload = z.infer<typeof transactionPayload>;

/** `POST /payments/{transaction}/signature`. */
export const transactionSignature = z.strictObject({ jws });

/** `GET /payments/{transaction}`. */
export const paymentState = z.strictObject({
  transaction: hex(16),
  state: z.enum(['proposed', 'verified', 'executed', 'rejected', 'expired']),
  content: base64(4_096),
});
/** `GET /account`: what was done, each payment once. */
export const account = z.strictObject({
  movements: z.array(z.strictObject({ transaction: hex(16), at: time, content: base64(4_096) })).max(1_000),
});
