/** What lives must reach: every event and every answer there is. */
import { DESK_EVENT_TYPES, DESK_REFUSALS } from '../../simulator/jlis/index.ts';
import { consentState, fourItemsOutcome, linkOutcome } from '../../simulator/profile/index.ts';
import { type Coverage, createCoverage } from './coverage.ts';

export type LivesKind =
  | 'event'
  | 'refusal'
  | 'wait'
  | 'consent'
  | 'consent state'
  | 'withdrawal'
  | 'outcome'
  | 'link'
  | 'status'
  | 'list';
export type LivesCoverage = Coverage<LivesKind>;

export const WAITS = [
  'minutes',
  'days',
  'midnight',
  'year',
  'decade',
  'renewal',
  'fifteenth',
  'end',
] as const;

/** Everybody in a life is born when it begins. */
const UNREACHABLE: readonly string[] = ['not-born'];

export const livesCoverage = (): LivesCoverage =>
  createCoverage<LivesKind>({
    event: DESK_EVENT_TYPES,
    refusal: Object.keys(DESK_REFUSALS).filter((reason) => !UNREACHABLE.includes(reason)),
    wait: WAITS,
    consent: ['given', 'message-signer-dead', 'message-signer-unknown'],
    'consent state': consentState.options,
    withdrawal: ['done', 'consent-unknown', 'message-signer-dead', 'message-signer-unknown'],
    outcome: fourItemsOutcome.options,
    link: [...linkOutcome.options, 'link-not-in-law', 'verifier-not-permitted'],
    status: [
      'good',
      'unknown',
      'revoked affiliationChanged',
      'revoked cessationOfOperation',
      'revoked superseded',
      'revoked keyCompromise',
      'revoked certificateHold',
    ],
    list: ['listed', 'not listed'],
  });
