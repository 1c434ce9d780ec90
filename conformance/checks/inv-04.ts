import { issuedByCard } from './ca-ways.ts';
import { broken, invariant } from './invariant.ts';

/** 施行規則6条3号の2イ; that the key stands inside the signed bytes is the open profile's rule. */
export const inv04 = invariant(
  'INV-04',
  'the certified key is the one inside the signed application',
  (seen, each) =>
    each(
      issuedByCard(seen).filter(({ content }) => typeof content.csr === 'string'),
      ({ n, certificate, csr }) => {
        if (!csr) return [broken('the request inside the application cannot be read', n)];
        return certificate && Buffer.compare(csr.spki, certificate.spki) === 0
          ? []
          : [broken('another key was certified', n)];
      },
    ),
);
