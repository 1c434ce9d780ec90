/** What the verdict on a CA says: what came instead of what was expected, and where it was seen. */
import { expect, test } from 'vitest';
import { CASES, type TestCase } from '../cases/index.ts';
import { inProcess } from '../iut/in-process.ts';
import { resolveFactory } from '../iut/reference/resolve-factory.ts';
import { judgeCase } from '../verdict/judge.ts';
import type { CaseVerdict } from '../verdict/types.ts';
import { runCase } from './run-case.ts';

async function judged(iut: string, testCase: TestCase): Promise<CaseVerdict> {
  const connector = inProcess((await resolveFactory(iut))!);
  const observations = await runCase(testCase, { connector, seed: '1', controlledClock: true });
  return judgeCase(testCase, observations, { beside: false });
}
const OF_CA = CASES.filter(({ role }) => role === 'ca');

test.each(['null:always-no', 'null:replay'])(
  'no failure of %s is without a place and what came',
  async (iut) => {
    const bare: string[] = [];
    for (const testCase of OF_CA) {
      const { id, findings } = await judged(iut, testCase);
      for (const { kind, says, at, actual } of findings)
        if (kind === 'fail' && (at === undefined || (iut === 'null:always-no' && actual === undefined)))
          bare.push(`${id}: ${says}`);
    }
    expect(bare).toEqual([]);
  },
);

test.each([
  [
    'TC-CA-072',
    'mutant:ca-certifies-p-256-only',
    '0 certificates were issued in step 1, 1 expected: step 1: POST /applications/…/signed was answered 422 key-unacceptable (observation',
  ],
  [
    'TC-CA-030',
    'mutant:ca-hears-anybody',
    'the CA did not refuse with request-not-yours: step 3: POST /revocations was answered 200 with revoked (expected request-not-yours; observation',
  ],
  [
    'TC-CA-013',
    'mutant:ca-ocsp-says-good',
    'the OCSP answer says something else: good, no reason (expected unknown; observation',
  ],
  [
    'TC-CA-014',
    'mutant:ca-list-is-empty',
    'the list says something else of the certificate: no entry (expected keyCompromise; observation',
  ],
  [
    'TC-CA-083',
    'mutant:ca-publishes-another-certificate',
    'another certificate came: CN=MOCK TEST another CA (SHA-256',
  ],
  [
    'TC-CA-066',
    'mutant:ca-does-not-watch',
    'the CA does not tell the identifiers of the person in both apps: step 4: POST /pairwise-links was answered 404 person-unknown (observation',
  ],
])('%s of %s', async (id, iut, begins) => {
  const { verdict, reason } = await judged(iut, OF_CA.find((one) => one.id === id)!);
  expect({ verdict, reason }).toEqual({ verdict: 'fail', reason: expect.stringContaining(begins) });
});
