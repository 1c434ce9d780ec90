/** All cases of the suite, in the order in which they run: quiet ones first within a role, destructive ones last. */

import { CA_CASES } from './ca/index.ts';
import { CARD_CASES } from './card/index.ts';
import type { TestCase } from './define.ts';
import { HUB_CASES } from './hub/index.ts';
import lib7 from './library/agrees-before-signing.case.ts';
import lib6 from './library/answers-this-challenge-only.case.ts';
import { LIBRARY_CASES } from './library/index.ts';
import lib2 from './library/one-tap-with-a-code.case.ts';
import lib1 from './library/one-tap-with-the-key-in-the-application.case.ts';
import lib4 from './library/private-key-never-leaves.case.ts';
import lib5 from './library/refuses-a-certificate-for-another-key.case.ts';
import { SIGNING_CASES } from './library/signing.ts';
import lib3 from './library/stops-at-a-wrong-pin.case.ts';
import { RELYING_PARTY_CASES } from './relying-party/index.ts';

const all: readonly TestCase[] = [
  ...CARD_CASES,
  lib1,
  lib2,
  lib3,
  lib4,
  lib5,
  lib6,
  lib7,
  ...LIBRARY_CASES,
  ...SIGNING_CASES,
  ...CA_CASES,
  ...RELYING_PARTY_CASES,
  ...HUB_CASES,
];

const ROLE_ORDER = ['card', 'library', 'ca', 'relying-party', 'hub'];

/** What spoils the IUT runs last within its role. */
export const CASES: readonly TestCase[] = [...all].sort(
  (a, b) =>
    ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role) ||
    Number(a.destructive ?? false) - Number(b.destructive ?? false),
);

export type { Step, TestCase } from './define.ts';
