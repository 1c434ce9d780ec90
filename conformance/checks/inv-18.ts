import { cardsOf } from './ca-cards.ts';
import { broken, invariant } from './invariant.ts';
import type { Seen } from './seen.ts';

interface Told {
  readonly n: number;
  readonly from: bigint;
  readonly to: bigint;
}

const numberOf = (text: unknown): bigint | undefined =>
  typeof text === 'string' && /^[0-9]+$/.test(text) ? BigInt(text) : undefined;

/** Which number J-LIS said has taken the place of which: with the latest items, or as the corresponding certificate. */
const told = (seen: Seen): readonly Told[] =>
  seen
    .http({ host: 'verifier.jlis.test', path: /^\/(four-items|links)$/ })
    .flatMap(({ n, request, response }) => {
      const asked = (request ?? {}) as { serial?: unknown; from?: { serial?: unknown } };
      const from = numberOf(asked.serial ?? asked.from?.serial);
      const to = numberOf((response as { serial?: unknown } | undefined)?.serial);
      return from !== undefined && to !== undefined ? [{ n, from, to }] : [];
    });

/** Everything that J-LIS had said by then to be the same person as this number. */
function linkedWith(number: bigint, known: readonly Told[]): ReadonlySet<bigint> {
  const found = new Set([number]);
  // A number is new once only, so the loop ends.
  for (const one of found)
    for (const { from, to } of known) {
      if (from === one) found.add(to);
      if (to === one) found.add(from);
    }
  return found;
}

export const inv18 = invariant(
  'INV-18',
  'another JPKI certificate is the same person to an app if J-LIS said so before, and only then',
  (seen, each) => {
    const links = told(seen);
    const met = cardsOf(seen);
    const pairs = met.flatMap((one, i) =>
      met
        .slice(0, i)
        .flatMap((earlier) =>
          earlier.app === one.app && earlier.serialHex !== one.serialHex ? [{ one, earlier }] : [],
        ),
    );
    return each(pairs, ({ one, earlier }) => {
      const known = linkedWith(
        BigInt(`0x${one.serialHex}`),
        links.filter(({ n }) => n < one.n),
      ).has(BigInt(`0x${earlier.serialHex}`));
      const same = one.pairwise === earlier.pairwise;
      if (known === same) return [];
      return [
        broken(
          known
            ? 'somebody whom J-LIS had named is taken for a new person'
            : 'two numbers that J-LIS did not link are taken for one person',
          one.n,
        ),
      ];
    });
  },
);
