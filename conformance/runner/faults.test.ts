/** Adapters that break the contract: each ends in the right verdict within its limit, and the run goes on. */
import { afterEach, expect, test } from 'vitest';
import { CASES } from '../cases/index.ts';
import type { RemoteConnector } from '../iut/remote.ts';
import { inlineIut } from '../iut/testing/inline-iut.ts';
import { runSuite } from './run.ts';

const REFUSE = `say(id, { state: 'refused', code: 'no' })`;
/** In the first case the adapter does `act` in an enrolment; in every other it refuses properly. */
const inFirst = (act: string): string => `
  const fs = require('node:fs');
  let now; on.reset = (id, { case: name }) => { now = name; say(id); };
  on['library.enrol'] = async (id) => { if (now === 'TC-LIB-001') { ${act} } else ${REFUSE}; };
  on['library.login'] = (id) => ${REFUSE};`;

let connector: RemoteConnector | undefined;
afterEach(async () => connector?.close());

test.each([
  ['crashes in the middle', `process.exit(9)`, 'fail', /broke \(crash\).*exit code 9 during library.enrol/],
  [
    'hangs',
    ``,
    'inconc',
    /broke \(timeout\): no answer within the time limit of a step, 2500 ms: step 1 \(.+\); not answered: library\.enrol/,
  ],
  ['hangs with a busy loop', `for (;;);`, 'inconc', /broke \(timeout\)/],
  ['answers late', `await later(5000); ${REFUSE}`, 'inconc', /broke \(timeout\)/],
  [
    'answers twice',
    `${REFUSE}; ${REFUSE}`,
    'fail',
    /broke \(garbage\).*answered the call TC-LIB-001\/\d+ twice/,
  ],
  ['answers garbage', `raw('ok\\n')`, 'fail', /broke \(garbage\).*not JSON: "ok"/],
  [
    'answers something else',
    `say(id, { state: 'done' })`,
    'fail',
    /library\.enrol: the result does not fit the contract: state: /,
  ],
  [
    'closes the pipe',
    `fs.closeSync(1); setInterval(() => {}, 1000)`,
    'fail',
    /broke \(crash\).*closed its standard output/,
  ],
  ['prints a log line', `raw('INFO enrolling\\n'); ${REFUSE}`, 'fail', /broke \(garbage\).*INFO enrolling/],
  [
    'floods',
    `for (;;) try { fs.writeSync(1, 'x'.repeat(65536)); } catch {}`,
    'fail',
    /broke \(garbage\).*longer than/,
  ],
] as const)('one that %s', async (_, act, verdict, reason) => {
  connector = inlineIut(inFirst(act));
  const hello = {
    contract: 1,
    name: 'inline',
    version: '1',
    roles: ['library' as const],
    clock: 'own' as const,
  };
  const cases = CASES.filter(({ id }) => id === 'TC-LIB-001' || id === 'TC-LIB-007');
  const { judged } = await runSuite({
    iuts: [{ id: 'inline', connector, hello, roles: ['library'], stepLimitMs: 2_500 }],
    seed: '1',
    cases,
  });
  const [first, second] = judged;
  expect(first).toMatchObject({ id: 'TC-LIB-001', verdict, reason: expect.stringMatching(reason) });
  // The next case has an adapter that works, and nothing of the first is blamed on it.
  expect(second).toMatchObject({ verdict: 'fail', reason: expect.not.stringContaining('broke') });
});
