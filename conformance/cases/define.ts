/** The shape of a test case: the fields of ISO/IEC 9646 and BSI TR-03105. One purpose, one reason to fail. */
import type { Route } from '../../simulator/profile/index.ts';
import type { Expectation } from '../checks/expectation.ts';
import type { PinName } from '../iut/card-pins.ts';
import type { PlayedPolicy } from '../iut/contract.ts';
import type { IcsItem } from '../iut/ics.ts';
import type { RequirementId } from '../requirements/index.ts';
import type { Rig } from '../runner/rig.ts';
import type { Role } from '../verdict/types.ts';

export interface Step {
  readonly title: string;
  readonly run: (rig: Rig) => Promise<unknown> | unknown;
}

export interface TestCase {
  /** Never reused, never renumbered. */
  readonly id: `TC-${'CARD' | 'LIB' | 'CA' | 'RP' | 'HUB'}-${number}`;
  /** The role that is judged. */
  readonly role: Role;
  readonly requirements: readonly [RequirementId, ...RequirementId[]];
  /** The test purpose: when this happens, the IUT does that. */
  readonly purpose: string;
  readonly purposeJa: string;
  /** What the case asks of the IUT's ICS; without it the case does not apply. */
  readonly needs?: readonly IcsItem[];
  /** It draws many runs; `--path` replays one of them. */
  readonly drawn?: true;
  /** Of a card: whose values its procedure presents (`pins` of the configuration); a dialogue tells it. */
  readonly presents?: readonly PinName[];
  /** Uses up PIN tries or changes the card for good: virtual or disposable cards only. */
  readonly destructive?: true;
  /**
   * How the CA hands out certificates in this case, where the case is about it. Absent: by whichever legal route the IUT has,
   * `key-in-application` if it has both.
   */
  readonly route?: Route;
  /** What the CP/CPS of the CA says in this case, where that is not what the open profile has. */
  readonly policy?: PlayedPolicy;
  /** When the case begins, for what depends on the date; with `needs: ['controlled-clock']`. ISO 8601. */
  readonly startsAt?: string;
  readonly initialCondition?: (rig: Rig) => Promise<unknown> | unknown;
  readonly procedure: readonly [Step, ...Step[]];
  readonly expectedResult: readonly [Expectation, ...Expectation[]];
  /** The reference passes every case; each of these must fail it. */
  readonly provenBy: { readonly fail: readonly [`mutant:${string}`, ...`mutant:${string}`[]] };
}

export const step = (title: string, run: Step['run']): Step => ({ title, run });

export const testCase = (definition: TestCase): TestCase => definition;
