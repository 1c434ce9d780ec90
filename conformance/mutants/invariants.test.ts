/** Each invariant is broken by a mutant in a case that provokes it. That the reference breaks none is in proof.test.ts. */
import { expect, test } from 'vitest';
import { defectsOnPurposeInThisTest } from '../../testing/defects-on-purpose.ts';
import { CASES } from '../cases/index.ts';
import { holds } from '../checks/invariant.ts';
import { INVARIANTS } from '../checks/invariants.ts';
import { seen } from '../checks/seen.ts';
import { inProcess } from '../iut/in-process.ts';
import { runCase } from '../runner/run-case.ts';
import { MUTANTS } from './index.ts';

/** One provocation for each. */
const BREAKERS: readonly (readonly [invariant: string, mutant: `mutant:${string}`, testCase: string])[] = [
  ['INV-01', 'mutant:ca-does-not-verify-the-card', 'TC-CA-015'],
  ['INV-02', 'mutant:ca-knows-people-by-their-other-key', 'TC-CA-004'],
  ['INV-03', 'mutant:ca-alters-the-name', 'TC-CA-001'],
  ['INV-04', 'mutant:ca-certifies-its-own-key', 'TC-CA-001'],
  ['INV-05', 'mutant:ca-takes-any-code', 'TC-CA-028'],
  ['INV-07', 'mutant:ca-asks-for-no-proof', 'TC-CA-010'],
  ['INV-08', 'mutant:ca-forgets-the-expiry', 'TC-CA-024'],
  ['INV-09', 'mutant:library-taps-twice', 'TC-LIB-001'],
  ['INV-10', 'mutant:ca-waits-for-a-clerk', 'TC-CA-001'],
  ['INV-11', 'mutant:ca-renews-for-another-five-years', 'TC-CA-031'],
  ['INV-12', 'mutant:ca-fails-open', 'TC-CA-008'],
  ['INV-13', 'mutant:ca-does-not-read-what-was-agreed', 'TC-CA-023'],
  ['INV-14', 'mutant:ca-merges-look-alikes', 'TC-CA-041'],
  ['INV-15', 'mutant:ca-identifies-by-the-jpki-number', 'TC-CA-034'],
  ['INV-16', 'mutant:ca-takes-everybody-for-new', 'TC-CA-033'],
  ['INV-17', 'mutant:ca-leaves-old-phones-alone', 'TC-CA-033'],
  ['INV-18', 'mutant:ca-merges-look-alikes', 'TC-CA-041'],
  ['INV-18', 'mutant:ca-takes-everybody-for-new', 'TC-CA-040'],
  ['INV-19', 'mutant:ca-asks-any-time', 'TC-CA-036'],
  ['INV-20', 'mutant:ca-widens-consents', 'TC-CA-201'],
  ['INV-21', 'mutant:ca-does-not-verify-the-card', 'TC-CA-044'],
  ['PROFILE', 'mutant:ca-dresses-attributes-as-basic', 'TC-CA-012'],
  ['INV-22', 'mutant:ca-ignores-the-end-of-consents', 'TC-CA-038'],
  ['INV-23', 'mutant:ca-ignores-the-end-of-consents', 'TC-CA-204'],
  ['INV-24', 'mutant:ca-wants-the-consent-back', 'TC-CA-205'],
  ['INV-25', 'mutant:ca-tells-every-app', 'TC-CA-202'],
  ['INV-26', 'mutant:ca-keeps-what-is-untrue', 'TC-CA-203'],
  ['INV-40', 'mutant:ca-chains-nothing', 'TC-CA-502'],
  ['INV-41', 'mutant:ca-enters-no-refusal', 'TC-CA-503'],
  ['INV-42', 'mutant:ca-decides-by-rules-not-approved', 'TC-CA-504'],
  ['INV-37', 'mutant:hub-says-yes-by-default', 'TC-HUB-001'],
  ['INV-38', 'mutant:hub-passes-any-item', 'TC-HUB-003'],
  ['INV-39', 'mutant:hub-delivers-under-the-identifier-of-the-source', 'TC-HUB-002'],
  ['INV-27', 'mutant:bank-changes-before-the-press', 'TC-RP-040'],
  ['INV-28', 'mutant:bank-applies-every-press', 'TC-RP-044'],
  ['INV-29', 'mutant:bank-tells-the-identifier-in-the-push', 'TC-RP-041'],
  ['INV-30', 'mutant:ca-hands-over-more', 'TC-CA-401'],
  ['INV-31', 'mutant:bank-takes-no-for-yes', 'TC-RP-042'],
  ['INV-32', 'mutant:bank-takes-answers-again', 'TC-RP-001'],
  ['INV-33', 'mutant:bank-does-not-compare-the-content', 'TC-RP-022'],
  ['INV-34', 'mutant:library-log-in-unlocks', 'TC-LIB-102'],
  ['INV-35', 'mutant:bank-asks-the-status-at-log-in-only', 'TC-RP-033'],
  ['INV-36', 'mutant:bank-takes-the-attribute-kind', 'TC-RP-012'],
  ['INV-36', 'mutant:bank-lets-the-key-that-authenticates-sign', 'TC-RP-061'],
  ['INV-36', 'mutant:bank-lets-the-key-that-signs-log-in', 'TC-RP-060'],
];

test.for(BREAKERS)('%s is broken by %s in %s', async ([id, name, caseId]) => {
  defectsOnPurposeInThisTest('a mutant of a CA may issue what no CA should');
  const mutant = MUTANTS.find((m) => m.id === name)!;
  const testCase = CASES.find((c) => c.id === caseId)!;
  const connector = inProcess(mutant.factory);
  const view = seen(await runCase(testCase, { connector, seed: '1', controlledClock: true }));
  const broken = INVARIANTS[testCase.role]!.filter(({ judge }) => judge(view).findings.length > 0);
  expect(broken.map((invariant) => invariant.id)).toContain(id);
});

test('a case that names an invariant does not pass where nothing came that it speaks of', () => {
  const silent = seen([]);
  const all = Object.values(INVARIANTS).flat();
  expect(
    all.filter((one) =>
      holds(one)
        .check(silent)
        .every(({ kind }) => kind !== 'inconc'),
    ),
  ).toEqual([]);
});

test('each invariant has its breaker', () => {
  const broken = new Set(BREAKERS.map(([id]) => id));
  expect(
    Object.values(INVARIANTS)
      .flat()
      .map(({ id }) => id)
      .filter((id) => !broken.has(id)),
  ).toEqual([]);
});
