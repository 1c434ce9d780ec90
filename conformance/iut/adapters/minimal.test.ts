import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Observation } from '../../../simulator/world/index.ts';
import { needs } from '../../../simulator/world/index.ts';
import { step, type TestCase } from '../../cases/define.ts';
import { none } from '../../checks/expectation.ts';
import { runCase } from '../../runner/run-case.ts';
import { CONTRACT_VERSION } from '../contract.ts';
import { stdioConnector } from '../stdio.ts';

const python = needs('python3', 'python3');

describe.skipIf(python === undefined)('the worked adapter in another language', () => {
  const connector = stdioConnector({
    command: [python ?? '', join(import.meta.dirname, 'minimal.py')],
  });
  afterAll(() => connector.close());

  const run = (procedure: TestCase['procedure']): Promise<readonly Observation[]> =>
    runCase(
      {
        id: 'TC-LIB-9001',
        role: 'library',
        requirements: ['NOTE-ONE-TAP'],
        purpose: 'The adapter is driven.',
        purposeJa: 'アダプターを動かす。',
        procedure,
        expectedResult: [none('APDU', () => [])],
        provenBy: { fail: ['mutant:library-taps-twice'] },
      },
      { connector, seed: '1', controlledClock: false },
    );

  test('says who it is', async () => {
    const hello = await connector.call('hello', { contract: CONTRACT_VERSION });
    expect(hello).toMatchObject({ contract: 1, roles: ['library'], clock: 'own' });
  });

  test('reaches the card and refuses the enrolment, twice with one process', async () => {
    for (let i = 0; i < 2; i++) {
      const seen = await run([step('Enrol', (rig) => rig.enrol())]);
      expect(seen.filter((o) => o.kind === 'broke' || o.kind === 'rig-error')).toEqual([]);
      expect(seen.flatMap((o) => (o.kind === 'card' ? [o.event] : []))).toEqual(['connect', 'disconnect']);
      expect(seen.flatMap((o) => (o.kind === 'apdu' ? [o.rapdu] : []))).toEqual(['9000']);
      expect(seen.flatMap((o) => (o.kind === 'call' && o.from === 'iut' ? [o.params] : []))).toEqual([
        { kind: 'refused', code: 'not-supported' },
      ]);
      expect(seen.find((o) => o.kind === 'call' && o.method === 'library.enrol')).toMatchObject({
        result: { state: 'refused', code: 'not-supported' },
      });
    }
  });

  test('says of what it has not implemented that it has not', async () => {
    const seen = await run([step('Log in', async (rig) => rig.answer(await rig.challenge()))]);
    expect(seen.find((o) => o.kind === 'call' && o.method === 'library.login')).toMatchObject({
      error: { code: -32601, message: 'library.login is not implemented' },
    });
  });
});
