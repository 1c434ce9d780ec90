/** Cases of libraries about transactions and the one press, in the order of their ids. */
import type { TestCase } from '../define.ts';
import lib111 from './a-push-alone-does-nothing.case.ts';
import lib102 from './asks-for-each-transaction-anew.case.ts';
import lib113 from './no-is-told-as-no.case.ts';
import lib112 from './one-press-confirms-what-it-shows.case.ts';
import lib104 from './refuses-a-swapped-template.case.ts';
import lib105 from './refuses-what-it-cannot-show-whole.case.ts';
import lib115 from './shows-nothing-that-was-altered.case.ts';
import lib107 from './signs-nothing-after-its-expiry.case.ts';
import lib103 from './signs-nothing-that-is-declined.case.ts';
import lib106 from './signs-only-for-the-place-it-came-through.case.ts';
import lib101 from './signs-what-it-shows.case.ts';
import lib114 from './silence-sends-nothing.case.ts';
import lib116 from './the-bank-hears-by-the-press-alone.case.ts';

export const SIGNING_CASES: readonly TestCase[] = [
  lib101,
  lib102,
  lib103,
  lib104,
  lib105,
  lib106,
  lib107,
  lib111,
  lib112,
  lib113,
  lib114,
  lib115,
  lib116,
];
