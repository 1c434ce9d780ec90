/**
 * Cases that are not about a legal route are the same on either: on the route of the one-time code the reference passes them, too,
 * and what proves them on the other route proves them there.
 */
import { expect, test } from 'vitest';
import { defectsOnPurposeInThisTest } from '../../testing/defects-on-purpose.ts';
import { CASES, type TestCase } from '../cases/index.ts';
import type { InProcessFactory } from '../iut/connector.ts';
import { inProcess } from '../iut/in-process.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import { runCase } from '../runner/run-case.ts';
import { judgeCase } from '../verdict/judge.ts';
import { MUTANTS } from './index.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
/** Outside of the long size so many are enough to see that both routes are the same machinery. */
const ONE_IN = 12;

const judge = async (factory: InProcessFactory, testCase: TestCase) =>
  judgeCase(
    testCase,
    await runCase(testCase, {
      connector: inProcess(factory),
      seed: '1',
      controlledClock: true,
      route: 'code-after-signature',
    }),
    { beside: false },
  ).verdict;

const free = CASES.filter(({ role, route }) => (role === 'ca' || role === 'library') && route === undefined);
const tried = free.filter((_, at) => LONG || at % ONE_IN === 0);

test.for(tried.map((c) => [c.id, c] as const))('%s by the one-time code', async ([, testCase]) => {
  defectsOnPurposeInThisTest('a mutant of a CA may issue what no CA should');
  expect(await judge(referenceIut('reference'), testCase)).toBe('pass');
  for (const id of testCase.provenBy.fail)
    expect([id, await judge(MUTANTS.find((m) => m.id === id)!.factory, testCase)]).toEqual([id, 'fail']);
});
