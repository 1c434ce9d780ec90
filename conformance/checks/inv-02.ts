import { applications, handedIn } from './ca.ts';
import { broken, invariant } from './invariant.ts';

/**
 * 施行規則5条1項2号 names the signing certificate alone: neither the authentication certificate, nor a photograph, data of the
 * card's face, or anything else unsigned. A code is as good as the certificate that it opens: any success counts.
 */
export const inv02 = invariant(
  'INV-02',
  'the authentication certificate, a photograph or what the card’s face says leads to no certificate',
  (seen, each) => {
    const signing = new Set(
      applications(seen)
        .filter(({ card }) => card?.keyUsage.includes('nonRepudiation'))
        .map(({ n }) => n),
    );
    return each(
      handedIn(seen).filter(({ n }) => !signing.has(n)),
      ({ n, status = 0 }) =>
        status >= 200 && status < 300
          ? [broken('an application without the signing certificate was granted', n)]
          : [],
    );
  },
);
