import { delivered, handedOver, takenGrants } from './hub.ts';
import { broken, invariant } from './invariant.ts';

/** Publisher's note of 2024-10-08 (P6): data pass by the person's will only. */
export const inv37 = invariant(
  'INV-37',
  'without a grant of the person nothing is taken from a source and nothing reaches a target',
  (seen, each) => {
    const grants = takenGrants(seen);
    return each([...handedOver(seen), ...delivered(seen)], ({ n, grant }) =>
      grants.some((one) => one.id === grant && one.n < n)
        ? []
        : [broken('data passed without a grant', n, { actual: String(grant) })],
    );
  },
);
