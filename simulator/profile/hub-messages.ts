/** The data hub: what a person allows to pass from one operator to another, and what then passes. */
import { z } from 'zod';
import { hex, label, time } from './messages.ts';
import type { ProblemCode } from './problems.ts';

const jws = z
  .string()
  .max(32_000)
  .meta({ description: 'compact JWS with x5c, by a key that the CA certified' });
const item = label.meta({ description: 'name of a kind of data, as the source calls it' });
const use = z.string().min(1).max(500).meta({ description: 'purpose of use, as shown to the person' });

/** 許諾: signed by the person in one of the two apps. Everything that it does not name is not allowed. */
export const grantContent = z.strictObject({
  purpose: z.literal('share-grant'),
  source: label.meta({ description: 'appId of the operator that gives' }),
  target: label.meta({
    description: 'appId of the operator that gets; the key that signs is of one of the two',
  }),
  items: z
    .array(item)
    .min(1)
    .max(32)
    .refine((list) => new Set(list).size === list.length, 'each item once'),
  use,
  at: time,
  expires: time,
  nonce: hex(16),
});
export type GrantContent = z.infer<typeof grantContent>;

/** 撤回: signed by the same person in either of the two apps. */
export const grantWithdrawal = z.strictObject({
  purpose: z.literal('share-withdrawal'),
  grant: hex(32).meta({ description: 'SHA-256 of the JWS of the grant' }),
  at: time,
});

/** Why a grant that is handed in may be refused: by the hub, and by the CA that the hub asks. */
export const GRANT_PROBLEMS = [
  'request-malformed',
  'request-too-large',
  'grant-malformed',
  'grant-ended',
  'request-signature-invalid',
  'request-stale',
  'request-not-yours',
  'person-unknown',
  'certificate-unknown',
  'certificate-ended',
  'certificate-purpose',
] as const satisfies readonly ProblemCode[];

/** `POST /grants`. The id is SHA-256 of the JWS: the same bytes are the same grant. */
export const grantSubmission = z.strictObject({ jws });
export const grantRecord = z.strictObject({
  grant: hex(32),
  source: label,
  target: label,
  items: z.array(item),
  use: z.string(),
  state: z.enum(['live', 'withdrawn', 'expired']),
  expires: time,
});
export type GrantRecord = z.infer<typeof grantRecord>;
/** `POST /grants/{grant}/withdrawal`. */
export const grantWithdrawalSubmission = z.strictObject({ jws });

/** `POST /data`: a source hands over what a person allowed; `pairwise` is the source's own identifier of the person. */
export const dataHandOver = z.strictObject({
  grant: hex(32),
  pairwise: hex(16),
  item,
  use,
  value: z.string().max(20_000),
});
/** `GET /data`: what waits for the target, under the target's own identifier of the person. */
export const dataDelivery = z.strictObject({
  data: z.array(
    z.strictObject({ grant: hex(32), pairwise: hex(16), item, use, value: z.string(), at: time }),
  ),
});
