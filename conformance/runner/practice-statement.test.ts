/** What the practice statement of a CA names (IXIT) is what it is judged by, here and when its transcript is judged again. */
import { expect, test } from 'vitest';
import { CASES } from '../cases/index.ts';
import { inv26 } from '../checks/inv-26.ts';
import { seen } from '../checks/seen.ts';
import { inProcess } from '../iut/in-process.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import { judgeCase } from '../verdict/judge.ts';
import { runCase } from './run-case.ts';

/** The reference lets an untrue certificate stand for a day. */
test.each([
  [undefined, 'pass', 0],
  [{ untrueEndsHours: 25 }, 'pass', 0],
  [{ untrueEndsHours: 12 }, 'fail', 1],
] as const)('a certificate with an untrue name, by %j: %s', async (cps, verdict, findings) => {
  const testCase = CASES.find(({ id }) => id === 'TC-CA-203')!;
  const connector = inProcess(referenceIut('reference'));
  const options = { connector, seed: '1', controlledClock: true, ...(cps && { cps }) };
  const observations = await runCase(testCase, options);
  expect(judgeCase(testCase, observations).verdict).toBe(verdict);
  expect(inv26.judge(seen(observations)).findings).toHaveLength(findings);
});
