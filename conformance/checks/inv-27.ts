import { changesTold, recordsShown } from './bank-records.ts';
import { acceptedAt } from './bank-signed.ts';
import { broken, invariant } from './invariant.ts';
import { signerOf } from './kinds.ts';

/** Source: fpos.md 9.5, INV-27; 公的個人認証法52条6項: what the CA told is for nothing but what the person then confirms. */
export const inv27 = invariant(
  'INV-27',
  'the record changes by presses and reports alone, each signed over the change by a key of the customer',
  (seen, each) => {
    const signed = acceptedAt(seen, 'press', 'report');
    const records = recordsShown(seen);
    const signersOf = (customer: string, before: number): ReadonlySet<string> =>
      new Set(
        acceptedAt(seen, 'login').flatMap(({ n, response, certificate }) =>
          n < before && (response as { customer?: unknown }).customer === customer && certificate
            ? [signerOf(certificate)]
            : [],
        ),
      );
    const told = changesTold(seen);
    const badPresses = each(signed, ({ n, door, path, jws, payload, certificate }) => {
      const own = door === 'press' ? told.get(path.split('/')[2] ?? '') : undefined;
      const found = [];
      if (!jws?.verified || !certificate) found.push(broken(`a ${door} counted without a good signature`, n));
      if (door === 'press' && payload.case !== path.split('/')[2])
        found.push(broken('a press for another change counted', n));
      if (own && payload.changeSet !== own.changeSet) found.push(broken('a press on other data counted', n));
      if (own && certificate && !signersOf(own.pairwise, n).has(signerOf(certificate)))
        found.push(broken('the press of somebody else counted', n));
      return found;
    });
    const badRecords = each(records, (record, i) => {
      const earlier = records.slice(0, i).findLast(({ customer }) => customer === record.customer);
      if (!earlier || earlier.text === record.text) return [];
      const between = signed.some(
        ({ n, payload }) => n > earlier.n && n < record.n && payload.decision !== 'decline',
      );
      return between ? [] : [broken('the record changed without a press', record.n)];
    });
    return [...badPresses, ...badRecords];
  },
);
