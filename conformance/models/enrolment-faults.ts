/** Random citizens and random faults, for the property of enrolment: a certificate comes out if and only if nothing was wrong. */
import fc from 'fast-check';

/** What may go wrong, by name; `none` is the control. */
export const FAULTS = [
  'none',
  'wrong-pin',
  'user-cancels',
  'user-does-not-agree',
  'card-removed',
  'jpki-revoked',
  'j-lis-unreachable',
  'j-lis-answer-altered',
  'j-lis-answer-cut',
  'application-altered',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The code with which the CA must refuse; undefined where the application never reaches it. */
export const REFUSAL_OF: Readonly<Record<Exclude<Fault, 'none'>, readonly string[] | undefined>> = {
  'wrong-pin': undefined,
  'user-cancels': undefined,
  'user-does-not-agree': undefined,
  'card-removed': undefined,
  'jpki-revoked': ['jpki-revoked'],
  'j-lis-unreachable': ['jpki-status-unavailable'],
  'j-lis-answer-altered': ['jpki-status-unavailable'],
  'j-lis-answer-cut': ['jpki-status-unavailable'],
  'application-altered': ['application-signature-invalid'],
};

export interface EnrolmentRun {
  readonly citizen: number;
  readonly fault: Fault;
  /** Where in a message, or before which exchange with the card, the fault strikes: 0 ≤ place < 1. */
  readonly place: number;
}

/** Few enough that the same person comes again, many enough that names of all kinds come. */
export const CITIZENS = 40;

export const enrolmentRun: fc.Arbitrary<EnrolmentRun> = fc.record({
  citizen: fc.integer({ min: 1, max: CITIZENS }),
  fault: fc.constantFrom(...FAULTS),
  place: fc.integer({ min: 0, max: 999 }).map((n) => n / 1000),
});
