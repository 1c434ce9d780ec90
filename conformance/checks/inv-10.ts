import { handedIn } from './ca.ts';
import { broken, invariant } from './invariant.ts';

/** Publisher's note of 2024-10-08 (P5). Who answers for the decision stands in the record, which INV-41 reads. */
export const inv10 = invariant(
  'INV-10',
  'no application waits for a person: what the card signed is granted or refused in the same exchange',
  (seen, each) =>
    each(handedIn(seen), ({ n, status, response }) => {
      const { state } = (response ?? {}) as { state?: unknown };
      return status === 202 || state === 'inspecting' || state === 'second-tap'
        ? [broken('an application was put aside', n, { actual: String(state ?? status) })]
        : [];
    }),
);
