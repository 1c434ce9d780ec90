/**
 * The cases as vitest tests, in the project of an implementer:
 *
 *     import { conformance } from 'fpos-hil/vitest';
 *     await conformance({ iut: 'iut.json' });
 *
 * The command line is the other shell on the same runner: same set-up checks, same cases, same verdicts.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { dateJst, machineClock } from '../../simulator/world/index.ts';
import { CASES } from '../cases/index.ts';
import { checkIutConfig } from '../iut/config.ts';
import type { IutConfigFile } from '../iut/config-schema.ts';
import {
  compareExpected,
  type ExpectedFailure,
  isRed,
  readExpectedFailures,
} from '../verdict/expected-failures.ts';
import type { JudgedCase } from '../verdict/judged-run.ts';
import { type Iut, openIut } from './iut.ts';
import { runSuite } from './run.ts';
import { leavesDestructiveOut, type Selection, selectCases } from './select.ts';

export interface ConformanceOptions extends Selection {
  /** `reference`, `mutant:…`, `null:…`, a configuration file, or what would stand in one; default `reference`. */
  readonly iut?: string | IutConfigFile | undefined;
  /** What paths in a configuration given as an object count from; default the working folder. */
  readonly folder?: string | undefined;
  /** Default `1`. */
  readonly seed?: string | undefined;
  readonly blind?: boolean | undefined;
  /** File of expected failures: a test of one that fails as expected is green, any other outcome red. */
  readonly expected?: string | undefined;
}

/** Above any limit of a step: the runner has its own. */
const TEST_TIMEOUT_MS = 600_000;

/** A verdict that is not a pass, as vitest shows it. */
export class NotConformant extends Error {
  readonly verdict: JudgedCase['verdict'];
  readonly findings: JudgedCase['findings'];
  constructor({ id, verdict, reason, findings }: JudgedCase) {
    super(`${id} ${verdict}: ${reason}`);
    this.name = 'NotConformant';
    this.verdict = verdict;
    this.findings = findings;
    // It happened in the implementation, not here.
    this.stack = `${this.name}: ${this.message}`;
  }
}

function complain(judged: JudgedCase, known: readonly ExpectedFailure[]): void {
  const [compared] = compareExpected(
    known.filter((e) => e.case === judged.id),
    [judged],
    { today: dateJst(machineClock.now()), knownIds: new Set(CASES.map(({ id }) => id as string)) },
  );
  if (compared && isRed(compared)) throw new Error(`expected failure ${judged.id}: ${compared.seen}`);
  if (!compared && judged.verdict !== 'pass') throw new NotConformant(judged);
}

/**
 * Registers a test for each case that is selected, in the order of a run. A mistake in the set-up fails the whole group
 * before any of them. A case that does not apply is skipped with its reason. Throws UsageError for a wrong selection.
 */
export async function conformance(options: ConformanceOptions = {}): Promise<void> {
  const { iut: id = 'reference', seed = '1', blind, folder = process.cwd(), expected } = options;
  const cases = selectCases(options);
  const keepsTries = leavesDestructiveOut(options);
  const known =
    expected === undefined ? [] : readExpectedFailures(expected, await readFile(expected, 'utf8'));
  const title = typeof id === 'string' ? id : (id.name ?? 'conformance');
  describe(title, () => {
    let iut: Iut | undefined;
    beforeAll(async () => {
      const given = typeof id === 'string' ? id : checkIutConfig(id, title, folder);
      iut = await openIut(given, { seed });
    }, TEST_TIMEOUT_MS);
    afterAll(async () => {
      await iut?.connector.close();
    });
    for (const testCase of cases)
      test(`${testCase.id} ${testCase.purpose}`, { timeout: TEST_TIMEOUT_MS }, async (context) => {
        const { judged } = await runSuite({ iuts: [iut!], seed, cases: [testCase], blind, keepsTries });
        const [verdict] = judged as [JudgedCase];
        if (verdict.verdict === 'notApplicable') context.skip(verdict.reason);
        complain(verdict, known);
      });
  });
}
