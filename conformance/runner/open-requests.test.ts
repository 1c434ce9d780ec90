import { expect, test } from 'vitest';
import { CASES } from '../cases/index.ts';
import { inProcess } from '../iut/in-process.ts';
import { resolveFactory } from '../iut/reference/resolve-factory.ts';
import { judgeCase } from '../verdict/judge.ts';
import { runCase } from './run-case.ts';

test('a CA that never answers: which request of which step, and the limit that was used', async () => {
  const connector = inProcess((await resolveFactory('null:hang'))!);
  const testCase = CASES.find(({ id }) => id === 'TC-CA-001')!;
  const options = { connector, seed: '1', controlledClock: true, stepLimitMs: 500 };
  const { verdict, reason } = judgeCase(testCase, await runCase(testCase, options));
  expect({ verdict, reason }).toEqual({
    verdict: 'inconc',
    reason: expect.stringMatching(
      /^the IUT broke \(timeout\): no answer within the time limit of a step, 500 ms: step 1 \(Enrol with one tap\); not answered: POST \/applications \(observation \d+\)$/,
    ),
  });
});
