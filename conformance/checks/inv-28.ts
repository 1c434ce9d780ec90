import { changesTold, recordsShown } from './bank-records.ts';
import { broken, invariant } from './invariant.ts';

/** Source: fpos.md 9.5, INV-28. The order is that in which the CA told of the changes. */
export const inv28 = invariant(
  'INV-28',
  'a change is in the record once, and an older one never comes after a newer one',
  (seen, each) => {
    const told = changesTold(seen);
    return each(recordsShown(seen), ({ n, changes }) => {
      const numbers = changes.flatMap((id) => told.get(id)?.number ?? []);
      return [
        ...(new Set(changes).size === changes.length ? [] : [broken('a change was applied twice', n)]),
        ...(numbers.every((number, i) => i === 0 || number > numbers[i - 1]!)
          ? []
          : [broken('an older change came after a newer one', n)]),
      ];
    });
  },
);
