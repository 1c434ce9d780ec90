import { consentsSent, questions } from './ca-consent.ts';
import { broken, invariant } from './invariant.ts';

const succeeded = ({ status = 0 }: { readonly status: number | undefined }): boolean =>
  status >= 200 && status < 300;

/** That the loss was found before is for the cases, which know when it happened. */
export const inv19 = invariant(
  'INV-19',
  'the latest items are asked for only after J-LIS recorded a consent, and only about a lost certificate',
  (seen, each) =>
    each(questions(seen), (question) => {
      const consented = consentsSent(seen).some((consent) => consent.n < question.n && succeeded(consent));
      const { outcome } = (question.response ?? {}) as { outcome?: unknown };
      return [
        ...(consented ? [] : [broken('the latest items were asked for before any consent', question.n)]),
        ...(outcome === 'NO_NEWER' ? [broken('the certificate that was asked about lives', question.n)] : []),
      ];
    }),
);
