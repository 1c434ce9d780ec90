import { issues } from './ca.ts';
import { broken, invariant } from './invariant.ts';

/** Of what was proved by the first card of the run; renewals in it rest on that proof (施行規則5条2項). */
const YEARS = 5;

const fiveYearsAfter = (at: Date): Date => {
  const end = new Date(at);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  return end;
};

export const inv11 = invariant(
  'INV-11',
  'no certificate lasts longer than five years, and none by renewal longer than five years from the proof by card',
  (seen, each) => {
    const renewals = new Set(seen.http({ path: /\/renewal$/ }).map(({ n }) => n));
    let proved: Date | undefined;
    const read = issues(seen).flatMap(({ n, certificate }) => (certificate ? [{ n, certificate }] : []));
    return each(read, ({ n, certificate: { notBefore, notAfter } }) => {
      const from = renewals.has(n) && proved ? proved : notBefore;
      if (!renewals.has(n)) proved = notBefore;
      return notAfter >= fiveYearsAfter(from)
        ? [broken('the certificate lasts too long', n, { actual: notAfter.toISOString() })]
        : [];
    });
  },
);
