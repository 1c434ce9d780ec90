/**
 * Serial numbers (発行の番号): small positive integers, rising, one counter for each CA.
 *
 * The first certificates of every citizen have numbers that follow from the seed and the citizen's number, so that a card
 * made in one process is known in every world of the same seed, and nobody has to be counted. Whatever is issued later takes
 * numbers beyond the last citizen's.
 */

import { CITIZEN_MAX } from '../people/index.ts';
import type { Chance } from '../world/index.ts';

/** Numbers between the first certificates of two citizens that follow each other; the span stays within four bytes. */
const STEP = 8;
/** The counter of a real CA stood at such values in 2019 to 2023. */
const BASE_MIN = 0x01000000;
const BASE_SPAN = 0x06000000;

export interface Serials {
  /** Number of the first certificate of a citizen. */
  first(citizen: number): bigint;
  /** The citizen whose first certificate has this number; undefined if it is nobody's. */
  citizenOf(serial: bigint): number | undefined;
  /** The next number for whatever is issued later. */
  next(): bigint;
}

export function createSerials(chance: Chance): Serials {
  const base = BASE_MIN + chance.below(BASE_SPAN);
  const first = (citizen: number): bigint =>
    BigInt(base + citizen * STEP + chance.fork(`serial ${citizen}`).below(STEP));
  const steps = chance.fork('later serials');
  let last = BigInt(base + (CITIZEN_MAX + 1) * STEP);
  return {
    first,
    citizenOf(serial) {
      const citizen = Number((serial - BigInt(base)) / BigInt(STEP));
      return citizen >= 1 && citizen <= CITIZEN_MAX && first(citizen) === serial ? citizen : undefined;
    },
    next() {
      last += BigInt(1 + steps.below(STEP));
      return last;
    },
  };
}
