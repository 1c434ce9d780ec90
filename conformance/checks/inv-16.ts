import { issues } from './ca.ts';
import { cardsOf } from './ca-cards.ts';
import { broken, invariant } from './invariant.ts';

export const inv16 = invariant(
  'INV-16',
  'another phone of the same person has the same identifier, another key and another certificate',
  (seen, each) => {
    const basic = issues(seen);
    const met = cardsOf(seen).map((card) => ({
      ...card,
      certificate: basic.find(({ n }) => n === card.n)?.certificate,
    }));
    const again = met.flatMap((one, i) =>
      met.slice(0, i).flatMap((earlier) => {
        if (earlier.app !== one.app || earlier.serialHex !== one.serialHex) return [];
        const [a, b] = [earlier.certificate, one.certificate];
        // The same certificate again is the same answer to the same message.
        return a && b && Buffer.compare(a.der, b.der) !== 0 ? [{ one, earlier, a, b }] : [];
      }),
    );
    return each(again, ({ one, earlier, a, b }) => {
      const anotherPhone = earlier.appInstance !== one.appInstance;
      const sameKey = Buffer.compare(a.spki, b.spki) === 0;
      return [
        ...(earlier.pairwise === one.pairwise ? [] : [broken('the identifier changed', one.n)]),
        ...(anotherPhone && sameKey ? [broken('the key moved to another phone', one.n)] : []),
        ...(a.serialHex === b.serialHex
          ? [broken('the certificate has the number of the old one', one.n)]
          : []),
      ];
    });
  },
);
