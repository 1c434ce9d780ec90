/** Cases of libraries about transactions and the one press, in the order of their ids. */
import type { TestCase } from '../define.ts';
import lib102 from './asks-for-each-transaction-anew.case.ts';
import lib104 from './refuses-a-swapped-template.case.ts';
import lib105 from './refuses-what-it-cannot-show-whole.case.ts';
import lib107 from './signs-nothing-after-its-expiry.case.ts';
import lib103 from './signs-nothing-that-is-declined.case.ts';
import lib106 from './signs-only-for-the-place-it-came-through.case.ts';
import lib101 from './signs-what-it-shows.case.ts';

export const SIGNING_CASES: readonly TestCase[] = [lib101, lib102, lib103, lib104, lib105, lib106, lib107];
