/** The reference passes every case; a mutant fails all that name it; those that do nothing pass none. */
import { expect, test } from 'vitest';
import { defectsOnPurposeInThisTest } from '../../testing/defects-on-purpose.ts';
import type { TestCase } from '../cases/index.ts';
import { CASES } from '../cases/index.ts';
import { INVARIANTS } from '../checks/invariants.ts';
import { seen } from '../checks/seen.ts';
import type { InProcessFactory } from '../iut/connector.ts';
import { inProcess } from '../iut/in-process.ts';
import { runCase } from '../runner/run-case.ts';
import { judgeCase } from '../verdict/judge.ts';
import { ROLES } from '../verdict/types.ts';
import { MUTANTS, NULLS } from './index.ts';
import { isTouched, runReference } from './touched.ts';

function run(factory: InProcessFactory, testCase: TestCase, stepLimitMs?: number) {
  const connector = inProcess(factory);
  const limit = stepLimitMs === undefined ? {} : { stepLimitMs };
  return runCase(testCase, { connector, seed: '1', controlledClock: true, ...limit });
}

const judge = async (factory: InProcessFactory, testCase: TestCase, stepLimitMs?: number) =>
  judgeCase(testCase, await run(factory, testCase, stepLimitMs), { beside: false });

/** By invariant: how many things it was tried on. */
const looked = new Map<string, number>();

/** Cases in which J-LIS is disturbed so that what it issues breaks rules: that is not linted. */
const DISTURBED: ReadonlyMap<string, string> = new Map([
  ['TC-CA-094', 'J-LIS signs a list with another key'],
  ['TC-CA-305', 'J-LIS answers by a wrong clock, outside of the life of its responder'],
]);

test.for(CASES.map((c) => [c.id, c] as const))('the reference passes %s', async ([, testCase]) => {
  const why = DISTURBED.get(testCase.id);
  if (why !== undefined) defectsOnPurposeInThisTest(why);
  const observations = await runReference(testCase);
  const { verdict, reason, findings } = judgeCase(testCase, observations);
  expect({ verdict, reason }).toEqual({ verdict: 'pass', reason: '' });
  const view = seen(observations);
  for (const { id, judge: count } of INVARIANTS[testCase.role] ?? []) {
    expect(findings.filter(({ says }) => says.startsWith(`${id}: `))).toEqual([]);
    looked.set(id, (looked.get(id) ?? 0) + count(view).looked);
  }
});

test('each invariant had something to look at', () => {
  const all = Object.values(INVARIANTS).flat();
  expect(all.map(({ id }) => id).filter((id) => !looked.get(id))).toEqual([]);
});

const LONG = process.env.FPOS_HIL_LONG === '1';
/**
 * A card answers in microseconds. Of the other roles one case in so many is tried beside those that name the mutant, and of
 * libraries, of which there are most mutants, half as many; all in the long size.
 */
const ONE_IN = 24;
/** Each takes seconds: many enrolments in a row. Beside the mutants that they name, they are tried in the long size. */
const COSTLY: ReadonlySet<string> = new Set(['TC-CA-011', 'TC-CA-402']);
const isTried = (testCase: TestCase, at: number, mutant: number): boolean =>
  LONG ||
  testCase.role === 'card' ||
  (!COSTLY.has(testCase.id) && (at + mutant) % (testCase.role === 'library' ? 2 * ONE_IN : ONE_IN) === 0);

test.for(MUTANTS.map((m, at) => [m.id, m, at] as const))(
  '%s fails the cases that name it, and no other without a reason',
  async ([, mutant, number]) => {
    defectsOnPurposeInThisTest('a mutant of a CA may issue what no CA should');
    const own = CASES.filter((c) => c.role === mutant.role);
    const named = own.filter((c) => c.provenBy.fail.includes(mutant.id)).map((c) => c.id as string);
    const tried = own.filter((c, at) => named.includes(c.id) || isTried(c, at, number));
    const expected = tried
      .map(({ id }) => id)
      .filter((id) => named.includes(id) || Object.hasOwn(mutant.alsoFails, id));
    const failed: string[] = [];
    for (const testCase of tried) {
      if (!named.includes(testCase.id) && !(await isTouched(mutant, testCase))) continue;
      const { verdict } = await judge(mutant.factory, testCase);
      expect(['pass', 'fail']).toContain(verdict);
      if (verdict === 'fail') failed.push(testCase.id);
    }
    expect(named.length).toBeGreaterThan(0);
    expect(failed.sort()).toEqual(expected.sort());
    const known = new Set<string>(own.map(({ id }) => id));
    expect(Object.keys(mutant.alsoFails).filter((id) => !known.has(id))).toEqual([]);
  },
);

/** Outside of the long size each case is tried by two of the eight. */
const NULLS_ONE_IN = 4;
test.for(NULLS.map((n, at) => [n.id, n, at] as const))('%s passes nothing', async ([, nothing, number]) => {
  const passed: string[] = [];
  // One that hangs costs a time limit for each case: some of each role are enough.
  const hangs = nothing.id === 'null:hang';
  const cases = hangs
    ? ROLES.flatMap((role) => CASES.filter((c) => c.role === role).slice(0, 4))
    : CASES.filter((_, at) => LONG || (at + number) % NULLS_ONE_IN === 0);
  for (const testCase of cases)
    if ((await judge(nothing.factory, testCase, hangs ? 400 : undefined)).verdict === 'pass')
      passed.push(testCase.id);
  expect(passed).toEqual([]);
});

test('every mutant that a case names exists', () => {
  const known = new Set(MUTANTS.map((m) => m.id));
  expect(CASES.flatMap((c) => c.provenBy.fail).filter((id) => !known.has(id))).toEqual([]);
});
