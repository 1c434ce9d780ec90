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

/** M19: what goes through a push service. It says that there is something to look at, and nothing of what. */
export const changePush = z.strictObject({
  profile: z.literal(PROFILE_VERSION),
  kind: z.literal('change'),
  appId: label,
  change: hex(16),
});
export type ChangePush = z.infer<typeof changePush>;
/** `POST /push-registrations`: under which token the app on this phone is reached. */
export const pushRegistration = z.strictObject({ token: hex(16) });
/** What the push service is handed: `POST /notifications`. */
export const pushNotification = z.strictObject({ token: hex(16), push: changePush });
export type PushNotification = z.infer<typeof pushNotification>;

const changeStates = z.enum(['open', 'pushed', 'confirmed', 'applied', 'declined', 'timed-out', 'overtaken']);
/** How far a change is. */
export const changeState = z.strictObject({
  change: hex(16),
  state: changeStates,
  opened: time,
  closed: time.optional(),
});
/** `GET /changes`: every change of this customer, also those that came to nothing. */
export const changeList = z.strictObject({ changes: z.array(changeState).max(1_000) });

/** What the phone signs to see a change: `POST /changes/{change}`. */
export const changeRequestPayload = z.strictObject({
  purpose: z.literal('change-request'),
  change: hex(16),
  appId: label,
  at: time,
  nonce: hex(16),
});
export const changeRequest = z.strictObject({ jws });
/** Old and new, where it comes from and since when. `changeSet` is SHA-256 of the JSON of `items`, and what the press names. */
export const changeOffer = z.strictObject({
  change: hex(16),
  state: changeStates,
  source: z.enum(['j-lis']),
  asOf: time,
  expires: time,
  changeSet: hex(32),
  items: deliveredItems,
  old: deliveredItems,
});
export type ChangeOffer = z.infer<typeof changeOffer>;

/** M20: `POST /changes/{change}/confirmation`; the payload is `changeConfirmation`. */
export const changePress = z.strictObject({ jws });

/** Shape B: what the person saw on the phone, and sends by one press: `POST /reports`. `onto`: version of the record. */
export const factsReport = z.strictObject({
  purpose: z.literal('facts-report'),
  appId: label,
  onto: z.int().min(1),
  changeSet: hex(32),
  items: deliveredItems,
  asOf: time,
  at: time,
  nonce: hex(16),
});
export type FactsReport = z.infer<typeof factsReport>;
export const factsReportRequest = z.strictObject({ jws });
/** `POST /record`, signed with the purpose `record-request`: the phone compares what the bank has with what it was told. */
export const recordRequestPayload = z.strictObject({
  purpose: z.literal('record-request'),
  appId: label,
  at: time,
  nonce: hex(16),
});

/**
 * Shape A where the bank is a verifier of its own: `POST /consents`, `POST /consents/withdrawals`. `cms` is what the card signed
 * (`consentContent`, `withdrawalContent`); `jws` says by the customer's key for whom: payload `consentDelivery`.
 */
export const bankConsent = z.strictObject({
  cms: base64(24_000).meta({ description: 'CMS SignedData with the content inside, signed by the card' }),
  jws,
});
export const consentDelivery = z.strictObject({
  purpose: z.literal('consent-delivery'),
  appId: label,
  cms: hex(32).meta({ description: 'SHA-256 of the CMS' }),
  at: time,
  nonce: hex(16),
});
export type ConsentDelivery = z.infer<typeof consentDelivery>;
