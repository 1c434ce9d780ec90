import { recordedConsents } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

/** 公的個人認証法施行規則35条の2第2項: each item by itself. What J-LIS delivers is its own business; what the CA takes the consent for is judged. */
export const inv20 = invariant(
  'INV-20',
  'what the CA has on record as consented to is what was signed: no item more, for no other service',
  (seen, each) =>
    each(recordedConsents(seen), ({ n, signed, answer }) => [
      ...answer.items
        .filter((item) => !signed.items.includes(item))
        .map((item) => broken('an item was added to a consent', n, { actual: item })),
      ...(answer.service === signed.service
        ? []
        : [broken('a consent counts for another service', n, { actual: answer.service })]),
    ]),
);
