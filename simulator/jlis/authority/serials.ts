/**
 * 発行の番号 of one CA.
 *
 * The first certificate of the k-th citizen has a number that follows from the seed and k, so that a card made in one process
 * is known in another. Everything issued later takes the next number of a counter that begins behind those of all citizens.
 */
import { CITIZEN_MAX } from '../../people/index.ts';
import type { Chance } from '../../world/index.ts';

/** The first number of a citizen lies in a span of so many; the counter rises by at most as much. */
const SPAN = 8;
/** Numbers of CA certificates lie below those of citizens: so many generations have room. */
const GENERATIONS_MAX = 64;

export interface Serials {
  ofGeneration(generation: number): bigint;
  /** Of a responder's certificate: far above everything else. `period` counts its certificates from 0. */
  ofResponder(generation: number, period: number): bigint;
  first(citizenNumber: number): bigint;
  /** Whose first number this would be, if it is anybody's. */
  citizenOf(serial: bigint): number | undefined;
  /** A number for something new. */
  next(): bigint;
}

export function createSerials(chance: Chance): Serials {
  // A counter that began at a random four-byte value; real ones are of this size.
  const base = BigInt(0x01000000 + chance.below(0x06000000));
  const steps = chance.fork('serial steps');
  const first = (number: number): bigint =>
    base + BigInt(number * SPAN + chance.fork(`serial ${number}`).below(SPAN));
  let last = base + BigInt((CITIZEN_MAX + 1) * SPAN);
  return {
    ofGeneration: (generation) => base - BigInt(GENERATIONS_MAX - generation),
    ofResponder: (generation, period) => (1n << 63n) + BigInt(generation * 1000 + period),
    first,
    citizenOf(serial) {
      const number = Number((serial - base) / BigInt(SPAN));
      return serial > base && number >= 1 && number <= CITIZEN_MAX && first(number) === serial
        ? number
        : undefined;
    },
    next() {
      last += BigInt(1 + steps.below(SPAN));
      return last;
    },
  };
}
