import { expect, test } from 'vitest';
import type { Observation, Seen } from '../../simulator/world/index.ts';
import { expectation, none, thatHolds } from '../checks/expectation.ts';
import type { Judgeable } from './judge.ts';
import { judgeCase } from './judge.ts';
import { VERDICTS, type Verdict, worse } from './types.ts';

const holds = thatHolds('it holds', () => true);
const fails = thatHolds('it fails', () => false);
const unseen = expectation('it was seen', () => [{ kind: 'inconc', says: 'not seen' }]);
const should = expectation('it should', () => [{ kind: 'advisory', says: 'better so' }]);

const caseOf = (...expectedResult: Judgeable['expectedResult']): Judgeable => ({
  id: 'TC-CARD-9999',
  role: 'card',
  requirements: ['CARD-QUERY'],
  expectedResult,
});

const observed = (...seen: Seen[]): readonly Observation[] =>
  seen.map((s, n) => ({ n, case: 'TC-CARD-9999', at: '2026-04-01T00:00:00.000Z', ...s }));

const begin: Seen = { kind: 'phase', phase: 'initial-condition' };
const procedure: Seen = { kind: 'phase', phase: 'procedure' };
const end: Seen = { kind: 'phase', phase: 'end' };
const broke = (how: 'crash' | 'garbage' | 'timeout' | 'unreachable'): Seen => ({
  kind: 'broke',
  how,
  says: 'x',
});
const whole = observed(begin, procedure, end);

test.for([
  ['all holds', caseOf(holds), whole, 'pass'],
  ['one fails', caseOf(holds, fails), whole, 'fail'],
  ['one was not seen', caseOf(holds, unseen), whole, 'inconc'],
  ['a failure is worse than not seen', caseOf(unseen, fails), whole, 'fail'],
  ['an advisory stands beside the verdict', caseOf(should), whole, 'pass'],
  ['nothing is expected', caseOf(), whole, 'error'],
  ['the case did not end', caseOf(holds), observed(begin, procedure), 'error'],
  ['nothing was recorded', caseOf(holds), [], 'error'],
  ['the procedure was not reached', caseOf(holds), observed(begin, end), 'inconc'],
  ['the IUT broke before it', caseOf(holds), observed(begin, broke('crash'), end), 'inconc'],
  ['the IUT crashed in it', caseOf(holds), observed(begin, procedure, broke('crash'), end), 'fail'],
  ['the IUT sent garbage in it', caseOf(holds), observed(begin, procedure, broke('garbage'), end), 'fail'],
  ['the IUT took too long in it', caseOf(holds), observed(begin, procedure, broke('timeout'), end), 'inconc'],
  [
    'it took too long, and what it owes is missing',
    caseOf(fails),
    observed(begin, procedure, broke('timeout'), end),
    'inconc',
  ],
  [
    'it took too long, and what it must not do was seen',
    caseOf(none('crash', ({ broke: all }) => all)),
    observed(begin, procedure, broke('timeout'), end),
    'fail',
  ],
  [
    'the rig broke',
    caseOf(fails),
    observed(begin, procedure, { kind: 'rig-error', code: 'ERR_X', says: 'x' }, end),
    'error',
  ],
] as const)('%s', ([, testCase, observations, verdict]) => {
  expect(judgeCase(testCase, observations).verdict).toBe(verdict);
});

test('what is missing at a place is late, not wrong, after a time limit', () => {
  const lacks = expectation('it came', () => [
    { kind: 'fail', says: 'it did not come', at: 1, missing: true },
  ]);
  const late = observed(begin, procedure, broke('timeout'), end);
  expect(judgeCase(caseOf(lacks), late).verdict).toBe('inconc');
  expect(judgeCase(caseOf(lacks), whole).verdict).toBe('fail');
});

test('a reason begins with what is wrong, and says what came, what was expected and where', () => {
  const rule = expectation('x', () => [{ kind: 'fail', says: 'no', expected: 'a', actual: 'b', at: 1 }]);
  expect(judgeCase({ ...caseOf(rule), role: 'ca' }, whole).reason).toBe('no: b (expected a; observation 1)');
  // The card may be somebody's.
  expect(judgeCase(caseOf(rule), whole).reason).toBe('no (observation 1)');
  const counted = none('push', () => [{ n: 1 }]);
  expect(judgeCase({ ...caseOf(counted), role: 'ca' }, whole).reason).toBe(
    'push was seen: 1 (expected 0; observation 1)',
  );
});

test('a check that throws is our own fault', () => {
  const crash = expectation('it is judged', () => {
    throw new Error('inside');
  });
  expect(judgeCase(caseOf(fails, crash), whole)).toMatchObject({
    verdict: 'error',
    reason: expect.stringContaining('inside'),
  });
});

test('every verdict but pass has a reason, and advisories are kept', () => {
  for (const c of [caseOf(fails), caseOf(unseen), caseOf()]) expect(judgeCase(c, whole).reason).not.toBe('');
  expect(judgeCase(caseOf(should), whole)).toMatchObject({ reason: '', advisories: ['better so'] });
});

test('a verdict only worsens', () => {
  for (const [i, a] of VERDICTS.entries())
    for (const [j, b] of VERDICTS.entries()) expect(worse(a, b)).toBe(VERDICTS[Math.max(i, j)] as Verdict);
});
