import { consentsSent, questions } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

interface Term {
  readonly n: number;
  readonly from: Date;
  readonly to: Date;
}

/** 公的個人認証法施行規則35条の2第4項. The term is the one that J-LIS recorded; a renewal of the JPKI certificate does not end it. */
export const inv23 = invariant(
  'INV-23',
  'the latest items are asked for within the ten years of a consent and not after them',
  (seen, each) => {
    const terms = consentsSent(seen).flatMap(({ n, response }): Term[] => {
      const { from, to } = (response ?? {}) as { from?: unknown; to?: unknown };
      return typeof from === 'string' && typeof to === 'string'
        ? [{ n, from: new Date(from), to: new Date(to) }]
        : [];
    });
    return each(questions(seen), ({ n }) => {
      const at = new Date(seen.all.find((o) => o.n === n)!.at);
      return terms.some((term) => term.n < n && term.from <= at && at <= term.to)
        ? []
        : [broken('the latest items were asked for outside the term of every consent', n)];
    });
  },
);
