/** All invariants that are read from a transcript of a CA. */
import { inv01 } from './inv-01.ts';
import { inv04 } from './inv-04.ts';
import { inv05 } from './inv-05.ts';
import { inv08 } from './inv-08.ts';
import { inv11 } from './inv-11.ts';
import { inv12 } from './inv-12.ts';
import { inv13 } from './inv-13.ts';
import { inv14 } from './inv-14.ts';
import { inv15 } from './inv-15.ts';
import { inv16 } from './inv-16.ts';
import { inv19 } from './inv-19.ts';
import { inv22 } from './inv-22.ts';
import type { Invariant } from './invariant.ts';

export const CA_INVARIANTS: readonly Invariant[] = [
  inv01,
  inv04,
  inv05,
  inv08,
  inv11,
  inv12,
  inv13,
  inv14,
  inv15,
  inv16,
  inv19,
  inv22,
];
