/** All invariants, by the role that they bind. They are judged in every case of that role. */
import type { Role } from '../verdict/types.ts';
import { inv01 } from './inv-01.ts';
import { inv02 } from './inv-02.ts';
import { inv03 } from './inv-03.ts';
import { inv04 } from './inv-04.ts';
import { inv05 } from './inv-05.ts';
import { inv07 } from './inv-07.ts';
import { inv08 } from './inv-08.ts';
import { inv09 } from './inv-09.ts';
import { inv10 } from './inv-10.ts';
import { inv11 } from './inv-11.ts';
import { inv12 } from './inv-12.ts';
import { inv13 } from './inv-13.ts';
import { inv14 } from './inv-14.ts';
import { inv15 } from './inv-15.ts';
import { inv16 } from './inv-16.ts';
import { inv17 } from './inv-17.ts';
import { inv18 } from './inv-18.ts';
import { inv19 } from './inv-19.ts';
import { inv20 } from './inv-20.ts';
import { inv21 } from './inv-21.ts';
import { inv22 } from './inv-22.ts';
import { inv23 } from './inv-23.ts';
import { inv24 } from './inv-24.ts';
import { inv25 } from './inv-25.ts';
import { inv26 } from './inv-26.ts';
import { inv27 } from './inv-27.ts';
import { inv28 } from './inv-28.ts';
import { inv29 } from './inv-29.ts';
import { inv30 } from './inv-30.ts';
import { inv31 } from './inv-31.ts';
import { inv32 } from './inv-32.ts';
import { inv33 } from './inv-33.ts';
import { inv34 } from './inv-34.ts';
import { inv35 } from './inv-35.ts';
import { inv36 } from './inv-36.ts';
import { inv37 } from './inv-37.ts';
import { inv38 } from './inv-38.ts';
import { inv39 } from './inv-39.ts';
import { inv40 } from './inv-40.ts';
import { inv41 } from './inv-41.ts';
import { inv42 } from './inv-42.ts';
import type { Invariant } from './invariant.ts';
import { profile } from './profile.ts';

export const CA_INVARIANTS: readonly Invariant[] = [
  inv01,
  inv02,
  inv03,
  inv04,
  inv05,
  inv07,
  inv08,
  inv10,
  inv11,
  inv12,
  inv13,
  inv14,
  inv15,
  inv16,
  inv17,
  inv18,
  inv19,
  inv20,
  inv21,
  inv22,
  inv23,
  inv24,
  inv25,
  inv26,
  profile,
  inv30,
  inv40,
  inv41,
  inv42,
];

const HUB_INVARIANTS: readonly Invariant[] = [inv37, inv38, inv39];

export const BANK_INVARIANTS: readonly Invariant[] = [inv27, inv28, inv29, inv31, inv32, inv33, inv35, inv36];

export const INVARIANTS: Readonly<Partial<Record<Role, readonly Invariant[]>>> = {
  library: [inv09, inv34],
  ca: CA_INVARIANTS,
  hub: HUB_INVARIANTS,
  'relying-party': BANK_INVARIANTS,
};
