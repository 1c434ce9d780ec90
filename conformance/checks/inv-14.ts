import { cardsOf } from './ca-cards.ts';
import { broken, invariant } from './invariant.ts';

/** A person is told by the number of the JPKI certificate alone: two numbers never share an identifier in one app, unless J-LIS linked them. */
export const inv14 = invariant(
  'INV-14',
  'the same JPKI certificate is one person to an app, and two that nothing links are two',
  (seen, each) => {
    const linked = seen.http({ path: /^\/(four-items|links)$/ }).length > 0;
    const met = cardsOf(seen);
    const pairs = met.flatMap((one, i) =>
      met.slice(0, i).flatMap((earlier) => (earlier.app === one.app ? [{ one, earlier }] : [])),
    );
    return each(pairs, ({ one, earlier }) => {
      const samePerson = earlier.serialHex === one.serialHex;
      const same = earlier.pairwise === one.pairwise;
      if (samePerson && !same) return [broken('one person got two identifiers in one app', one.n)];
      return !samePerson && same && !linked ? [broken('two people got one identifier', one.n)] : [];
    });
  },
);
