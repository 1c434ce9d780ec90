import { publishedRules, recordParts } from './ca-record.ts';
import { broken, invariant } from './invariant.ts';

/** 電子署名法9条1項: a change of the method needs an approval before. What is in force stands in the practice statement. */
export const inv42 = invariant(
  'INV-42',
  'every decision on record was taken by the rules that the published practice statement names',
  (seen, each) => {
    const approved = publishedRules(seen);
    if (approved === undefined) return [];
    return recordParts(seen).flatMap(({ n, entries }) =>
      each(entries, (entry) =>
        entry.rule === approved
          ? []
          : [
              broken('a decision was taken by other rules than the published ones', n, {
                expected: approved,
                actual: String(entry.rule),
              }),
            ],
      ),
    );
  },
);
