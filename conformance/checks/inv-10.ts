import { handedIn } from './ca.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

/** Does the case play the scheme as it was before 2024-10, when a person looked or the code came at another tap? */
const playsThePast = (seen: Seen): boolean => {
  const { policy } = (seen.calls('reset')[0]?.params ?? {}) as { policy?: { scheme?: unknown } };
  return policy?.scheme !== undefined && policy.scheme !== 'one-tap';
};

/** Publisher's note of 2024-10-08 (P5). Who answers for the decision stands in the record, which INV-41 reads. */
export const inv10 = invariant(
  'INV-10',
  'no application waits for a person: what the card signed is granted or refused in the same exchange',
  (seen, each) =>
    each(playsThePast(seen) ? [] : handedIn(seen), ({ n, status, response }) => {
      const { state } = (response ?? {}) as { state?: unknown };
      return status === 202 || state === 'inspecting' || state === 'second-tap'
        ? [broken('an application was put aside', n, { actual: String(state ?? status) })]
        : [];
    }),
);
