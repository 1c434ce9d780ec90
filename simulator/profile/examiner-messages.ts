/**
 * What the examining body (指定調査機関) asks of an accredited CA: its record of decisions, and what proves them.
 *
 * 電子署名法17条, 施行規則7条: the survey looks at the operation of the business by its records; 施行規則7条2項 lets a part of it be done
 * from afar. The form of an entry, and of its hash, is this profile's. Entries hold digests and no personal data; a proof is what
 * was handed in, as it came.
 */
import { z } from 'zod';
import { hex } from './messages.ts';

const word = z.string().min(1).max(200);

/**
 * One decision. `hash`: SHA-256 over the UTF-8 JSON array of n, at, rule, actor, action, object, decision, why, decider, askedAt
 * (null where absent), the inputs as pairs sorted by name, and `previous`, the hash of the entry before (64 zeros at the first).
 */
export const recordEntry = z.strictObject({
  n: z.int().min(1).meta({ description: '1, 2, 3 … without gaps' }),
  at: z.iso.datetime().meta({ description: 'when it was decided, UTC' }),
  rule: word.meta({ description: 'version of the rules that it was decided by' }),
  actor: word,
  action: word.meta({
    description:
      'application.decide, certificate.issue and certificate.revoke are these in every CA; others are its own',
  }),
  object: word.meta({ description: 'id of the application, serial number of the certificate, …' }),
  decision: z.enum(['yes', 'no']).optional(),
  why: word.optional().meta({ description: 'problem code of a refusal, ground of a revocation' }),
  decider: word.optional().meta({ description: '施行規則12条1項1号ニ: who answers for it' }),
  askedAt: z.iso
    .datetime()
    .optional()
    .meta({ description: 'when the ground of a revocation reached the CA' }),
  inputs: z
    .record(word, hex(32))
    .optional()
    .meta({ description: 'SHA-256 of what was decided on: signed, status, request, certificate' }),
  previous: hex(32),
  hash: hex(32),
});
export type RecordEntry = z.infer<typeof recordEntry>;

export const RECORD_ENTRIES_MAX = 250;

/** `GET /audit/entries?after=N`: oldest first. More follow while the last one of `entries` is not number `last`. */
export const recordPart = z.strictObject({
  entries: z.array(recordEntry).max(RECORD_ENTRIES_MAX),
  last: z.int().min(0).meta({ description: 'number of the last entry of the record' }),
});
