/** Drawing by documented shares. */
import type { Chance } from '../world/index.ts';

/** What can be drawn, each with its weight: of weights that sum to 100 each is a percentage. */
export type Shares<T> = readonly (readonly [value: T, weight: number])[];

/** One of them, as often as its weight says. */
export function drawn<T>(chance: Chance, shares: Shares<T>): T {
  let left = chance.below(shares.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [value, weight] of shares) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new RangeError('no shares');
}

/** True once in `many`, on average. */
export const onceIn = (chance: Chance, many: number): boolean => chance.below(many) === 0;
