import { expect, test } from 'vitest';
import { compareExpected, isRed, readExpectedFailures } from './expected-failures.ts';

const entry = {
  case: 'TC-LIB-004',
  found: 'the private key is in observation 31 (hex, at byte 44)',
  because: 'the log of the old SDK',
  owner: 'team mobile',
  link: 'https://tracker.test/1',
  expires: '2026-12-31',
};
const file = (...entries: object[]): string => JSON.stringify({ expectedFailures: entries });
const read = (...entries: object[]) => readExpectedFailures('known.json', file(...entries));

const judged = (verdict: 'pass' | 'fail' | 'inconc' | 'notApplicable', reason: string) => [
  { id: 'TC-LIB-004', verdict, reason },
];
const KNOWN = new Set(['TC-LIB-004']);
const HEX = 'the private key is in observation 17 (hex, at byte 202)';

test.each([
  ['fails for the same reason, with other numbers', judged('fail', HEX), '2026-12-31', 'as-expected', false],
  ['passes', judged('pass', ''), '2026-06-01', 'passed', true],
  ['fails for another reason', judged('fail', 'the PIN is in observation 17'), '2026-06-01', 'differs', true],
  ['is inconclusive instead', judged('inconc', HEX), '2026-06-01', 'differs', true],
  ['a day after its expiry', judged('fail', HEX), '2027-01-01', 'expired', true],
  ['passes a day after its expiry', judged('pass', ''), '2027-01-01', 'passed', true],
  ['does not apply', judged('notApplicable', 'no role'), '2026-06-01', 'names-nothing', true],
  ['was not selected', [], '2026-06-01', 'not-run', false],
] as const)('%s', (_, verdicts, today, outcome, red) => {
  const [compared] = compareExpected(read(entry), verdicts, { today, knownIds: KNOWN });
  expect(compared).toMatchObject({ outcome, seen: expect.stringMatching(/./) });
  expect(isRed(compared!)).toBe(red);
});

test('a case that does not exist is named nothing, whether it was selected or not', () => {
  const [compared] = compareExpected(read({ ...entry, case: 'TC-LIB-4' }), [], {
    today: '2026-06-01',
    knownIds: KNOWN,
  });
  expect(compared).toMatchObject({ outcome: 'names-nothing', seen: 'there is no case TC-LIB-4' });
});

test.each([
  ['no reason', file({ ...entry, because: '' }), /expectedFailures.0.because/],
  ['no expiry', file({ ...entry, expires: 'never' }), /expectedFailures.0.expires/],
  ['no match', file({ ...entry, found: undefined }), /expectedFailures.0.found/],
  ['an unknown member', file({ ...entry, note: 'x' }), /expectedFailures.0/],
  ['the same case twice', file(entry, entry), /TC-LIB-004 stands there twice/],
  ['no JSON', '[', /not JSON/],
])('refused: %s', (_, content, says) => {
  expect(() => readExpectedFailures('known.json', content)).toThrow(says);
});
