/** A run goes on whatever an IUT does, and gives up only when it does nothing any more. */
import { expect, test } from 'vitest';
import { CASES, type TestCase } from '../cases/index.ts';
import { type InProcessFactory, IutBroke } from '../iut/connector.ts';
import { inProcess } from '../iut/in-process.ts';
import { referenceIut } from '../iut/reference/reference-iut.ts';
import { judgeCase } from '../verdict/judge.ts';
import { notApplicable } from './applicable.ts';
import type { Iut } from './iut.ts';
import { judgeTranscript, runSuite } from './run.ts';
import { runCase } from './run-case.ts';
import { runInThreads } from './threads.ts';

const reference = referenceIut('reference');
const iutOf = (factory: InProcessFactory, more: Partial<Iut> = {}): Iut => ({
  id: 'reference',
  connector: inProcess(factory),
  hello: { contract: 1, name: 'x', version: '1', roles: ['library'], clock: 'controlled' },
  roles: ['library'],
  ...more,
});
/** Some are enough: what each case says is judged elsewhere. */
const SOME = 8;
const library = CASES.filter(({ role }) => role === 'library').slice(0, SOME);

/** The reference, but in the first `n` cases an enrolment never ends. */
function hangingIn(n: number): InProcessFactory {
  let cases = 0;
  return (rig) => {
    cases += 1;
    const hangs = cases <= n;
    const own = reference(rig);
    return {
      ...own,
      call: (method, params) =>
        hangs && method === 'library.enrol' ? new Promise(() => {}) : own.call(method, params),
    };
  };
}

test('after three time-outs in a row the rest is inconclusive, and says why; a judge says the same', async () => {
  const { transcript, judged } = await runSuite({
    iuts: [iutOf(hangingIn(99), { stepLimitMs: 100 })],
    seed: '1',
    cases: library,
  });
  expect(judged.map(({ verdict }) => verdict)).toEqual(library.map(() => 'inconc'));
  expect(judged.slice(0, 3).every(({ reason }) => reason.includes('timeout'))).toBe(true);
  expect(new Set(judged.slice(3).map(({ reason }) => reason))).toEqual(
    new Set(['not run: 3 cases in a row ran into the time limit']),
  );
  expect(judgeTranscript(transcript)).toEqual(judged);
});

test('two in a row do not count, and the rest is judged', async () => {
  const { judged } = await runSuite({
    iuts: [iutOf(hangingIn(2), { stepLimitMs: 1_500 })],
    seed: '1',
    cases: library,
  });
  expect(judged.map(({ verdict }) => verdict)).toEqual([
    'inconc',
    'inconc',
    ...library.slice(2).map(() => 'pass'),
  ]);
});

test('several instances share the cases; the transcript is that of one', async () => {
  const banks = CASES.filter(({ role }) => role === 'relying-party').slice(0, SOME);
  const cases = [...library, ...banks];
  const roles = ['library', 'relying-party'] as const;
  const one = await runSuite({ iuts: [iutOf(reference, { roles })], seed: '1', cases });
  const three = await runSuite({
    iuts: [iutOf(reference, { roles }), iutOf(reference, { roles }), iutOf(reference, { roles })],
    seed: '1',
    cases,
  });
  expect(JSON.stringify(three.transcript) === JSON.stringify(one.transcript)).toBe(true);
  expect(three.judged.every(({ verdict }) => verdict === 'pass')).toBe(true);
});

test('so do several threads; one that cannot begin is told', async () => {
  const roles = ['library', 'card', 'hub'] as const;
  const cases = CASES.filter(({ role }, at) => roles.includes(role as never) && at % 24 === 0);
  expect(new Set(cases.map(({ role }) => role)).size).toBe(roles.length);
  const options = { iuts: [iutOf(reference, { roles })], seed: '1', cases } as const;
  const [one, three] = [await runSuite(options), await runInThreads(3, options)];
  expect(JSON.stringify(three)).toBe(JSON.stringify(one));
  const nobody = iutOf(reference, { roles, id: 'mutant:nobody' });
  await expect(runInThreads(2, { ...options, iuts: [nobody] })).rejects.toThrow('there is no mutant:nobody');
});

test('what an ICS denies does not apply; what it does not say does', async () => {
  const run = async (ics: Iut['ics']) =>
    (await runSuite({ iuts: [iutOf(reference, { ics })], seed: '1', cases: library })).judged
      .filter(({ verdict }) => verdict === 'notApplicable')
      .map(({ id, reason }) => [id, reason]);
  expect(await run({})).toEqual([]);
  const routed = library.filter(({ route }) => route === 'code-after-signature').map(({ id }) => id);
  expect(routed).toContain('TC-LIB-002');
  expect(await run({ 'code-after-signature': false })).toEqual(
    routed.map((id) => [id, 'the ICS says that the IUT has no code-after-signature']),
  );
});

test('a CA that has one legal route is asked by that one; only cases about the other do not apply', async () => {
  const own = CASES.filter(({ role }) => role === 'ca');
  const of = (ics: Iut['ics']) =>
    own.filter((c) => notApplicable(c, iutOf(reference, { roles: ['ca'], ics })) === undefined);
  const byCode = of({ 'key-in-application': false });
  const byKey = of({ 'code-after-signature': false });
  expect(own.filter((c) => !byCode.includes(c)).every(({ route }) => route === 'key-in-application')).toBe(
    true,
  );
  expect(own.filter((c) => !byKey.includes(c)).every(({ route }) => route === 'code-after-signature')).toBe(
    true,
  );
  expect(Math.min(byCode.length, byKey.length)).toBeGreaterThan(0.9 * own.length);
  const { judged } = await runSuite({
    iuts: [iutOf(reference, { roles: ['ca'], ics: { 'key-in-application': false } })],
    seed: '1',
    cases: own.filter(({ id }) => ['TC-CA-001', 'TC-CA-003'].includes(id)),
  });
  expect(judged.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['TC-CA-001', 'notApplicable'],
    ['TC-CA-003', 'pass'],
  ]);
  const [reset] = judged.flatMap(({ observations }) =>
    observations.flatMap((o) => (o.kind === 'call' && o.method === 'reset' ? [o.params] : [])),
  );
  expect(reset).toMatchObject({ route: 'code-after-signature' });
});

test('a case that moves the clock and does not say so is our own error, whatever clock the IUT has', async () => {
  const own = CASES.find(({ id }) => id === 'TC-CA-017')!;
  const run = async (testCase: TestCase) =>
    judgeCase(
      testCase,
      await runCase(testCase, { connector: inProcess(reference), seed: '1', controlledClock: true }),
    );
  expect(await run(own)).toMatchObject({ verdict: 'pass' });
  expect(await run({ ...own, needs: [] })).toMatchObject({
    verdict: 'error',
    reason: expect.stringContaining('ERR_CASE_CLOCK'),
  });
});

test('what broke after a case was over worsens its verdict, and is told', async () => {
  let late = (): void => {};
  const factory: InProcessFactory = (rig) => {
    late = () => rig.late?.(new IutBroke('garbage', 'answered twice'));
    return reference(rig);
  };
  const told: string[] = [];
  const { judged, transcript } = await runSuite({
    iuts: [iutOf(factory)],
    seed: '1',
    cases: library.slice(0, 2),
    onCase({ testCase, judged: verdict }) {
      // The second begins, and then something of the first comes.
      if (verdict) told.push(`${testCase.id} ${verdict.verdict}`);
      else if (testCase === library[1]) late();
    },
  });
  const [first, second] = library.map(({ id }) => id);
  expect(told).toEqual([`${first} pass`, `${first} fail`, `${second} pass`]);
  expect(judged.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
  expect(judgeTranscript(transcript).map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
});
