import { explainedIssues } from './ca-ways.ts';
import { broken, invariant } from './invariant.ts';

/** RFC 2986; 施行規則6条3号の2. By every route: inside the application, with the code, at a renewal. */
export const inv07 = invariant(
  'INV-07',
  'whoever asked for a certificate holds the key that was certified',
  (seen, each) =>
    each(explainedIssues(seen), ({ n, csr, certificate }) => {
      if (!csr) return [broken('a certificate came out without a request', n)];
      return [
        ...(csr.popVerified ? [] : [broken('the request is not signed by its own key', n)]),
        ...(certificate && Buffer.compare(csr.spki, certificate.spki) !== 0
          ? [broken('another key was certified than the one that was proved', n)]
          : []),
      ];
    }),
);
