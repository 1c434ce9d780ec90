/** The cases of the role `hub`, by number. */
import type { TestCase } from '../define.ts';
import hub15 from './asks-the-ca-or-passes-nothing.case.ts';
import hub1 from './default-is-no.case.ts';
import hub12 from './forged-grant-is-none.case.ts';
import hub14 from './grant-names-everything.case.ts';
import hub16 from './knows-its-members-alone.case.ts';
import hub11 from './nobody-else-withdraws.case.ts';
import hub4 from './passes-for-no-other-use.case.ts';
import hub3 from './passes-no-other-item.case.ts';
import hub8 from './passes-nothing-after-the-end.case.ts';
import hub7 from './passes-nothing-of-another-person.case.ts';
import hub2 from './passes-what-a-grant-names.case.ts';
import hub6 from './reaches-no-other-target.case.ts';
import hub18 from './refuses-another-media-type.case.ts';
import hub5 from './takes-from-no-other-source.case.ts';
import hub17 from './tells-the-source-nothing-of-the-target.case.ts';
import hub10 from './withdrawal-reaches-what-waits.case.ts';
import hub9 from './withdrawal-stops-at-once.case.ts';
import hub13 from './withdrawn-grant-does-not-return.case.ts';

export const HUB_CASES: readonly TestCase[] = [
  hub1,
  hub2,
  hub3,
  hub4,
  hub5,
  hub6,
  hub7,
  hub8,
  hub9,
  hub10,
  hub11,
  hub12,
  hub13,
  hub14,
  hub15,
  hub16,
  hub17,
  hub18,
];
