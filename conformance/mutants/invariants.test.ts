/** The invariants hold in every case of the reference CA, and each is broken by a mutant in a case that provokes it. */
import { expect, test } from 'vitest';
import { CASES } from '../cases/index.ts';
import { CA_INVARIANTS } from '../checks/invariants.ts';
import { seen } from '../checks/seen.ts';
import type { InProcessFactory } from '../iut/connector.ts';
import { inProcess } from '../iut/in-process.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import { runCase } from '../runner/run-case.ts';
import { MUTANTS } from './index.ts';

const OWN = CASES.filter(({ role }) => role === 'ca');

async function broken(factory: InProcessFactory, id: string): Promise<readonly string[]> {
  const connector = inProcess(factory);
  const testCase = OWN.find((c) => c.id === id)!;
  const view = seen(await runCase(testCase, { connector, seed: '1', controlledClock: true }));
  return CA_INVARIANTS.filter(({ check }) => check(view).length > 0).map((invariant) => invariant.id);
}

test.for(OWN.map(({ id }) => id))('%s of the reference breaks none', async (id) => {
  expect(await broken(referenceIut('reference'), id)).toEqual([]);
});

/** One provocation for each. */
const BREAKERS = [
  ['INV-01', 'mutant:ca-does-not-verify-the-card', 'TC-CA-015'],
  ['INV-04', 'mutant:ca-asks-for-no-proof', 'TC-CA-010'],
  ['INV-05', 'mutant:ca-takes-any-code', 'TC-CA-028'],
  ['INV-08', 'mutant:ca-forgets-the-expiry', 'TC-CA-024'],
  ['INV-11', 'mutant:ca-renews-for-another-five-years', 'TC-CA-031'],
  ['INV-12', 'mutant:ca-fails-open', 'TC-CA-008'],
  ['INV-13', 'mutant:ca-does-not-read-what-was-agreed', 'TC-CA-023'],
  ['INV-14', 'mutant:ca-merges-look-alikes', 'TC-CA-041'],
  ['INV-15', 'mutant:ca-identifies-by-the-jpki-number', 'TC-CA-034'],
  ['INV-16', 'mutant:ca-takes-everybody-for-new', 'TC-CA-033'],
  ['INV-19', 'mutant:ca-asks-any-time', 'TC-CA-036'],
  ['INV-22', 'mutant:ca-ignores-the-end-of-consents', 'TC-CA-038'],
] as const;

test.for(BREAKERS)('%s is broken by %s in %s', async ([id, mutant, testCase]) => {
  const { factory } = MUTANTS.find((m) => m.id === mutant)!;
  expect(await broken(factory, testCase)).toContain(id);
});

test('each invariant has its breaker', () => {
  expect(BREAKERS.map(([id]) => id)).toEqual(CA_INVARIANTS.map(({ id }) => id));
});
