import { changesShown, recordsShown } from './bank-records.ts';
import { broken, invariant } from './invariant.ts';

const NOTHING_CAME = new Set(['declined', 'timed-out', 'overtaken']);

/** Source: fpos.md 9.5, INV-31. */
export const inv31 = invariant(
  'INV-31',
  'what was declined, overtaken or not answered is in no record, and stays to be looked at',
  (seen, each) => {
    const shown = changesShown(seen);
    const records = recordsShown(seen);
    const ended = each(
      shown.filter(({ state }) => NOTHING_CAME.has(state)),
      ({ n, change }) =>
        records.some(({ changes }) => changes.includes(change))
          ? [broken('a change that came to nothing is in the record', n)]
          : [],
    );
    const looks = [...new Set(shown.map(({ n }) => n))];
    const gone = each(
      shown.filter(({ state }) => NOTHING_CAME.has(state)),
      ({ n, change }) => {
        const later = looks.find((look) => look > n);
        return later === undefined || shown.some((c) => c.n === later && c.change === change)
          ? []
          : [broken('a change that came to nothing is no longer shown', later)];
      },
    );
    return [...ended, ...gone];
  },
);
