/**
 * The reference in a process of its own against the same object in this one: what the rig sees must not differ by a
 * byte. Nothing is exempt: addresses are turned into names before the rig sees them, and where the IUT serves
 * (`urls` in the answer to `reset`) is taken out by the connector, which is the only one to need it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AID_JPKI, FID, queryTries, selectAid, selectEf } from '../../../simulator/apdu/index.ts';
import { step, type TestCase } from '../../cases/define.ts';
import { thatHolds } from '../../checks/expectation.ts';
import { runCase } from '../../runner/run-case.ts';
import type { Connector } from '../connector.ts';
import { inProcess } from '../in-process.ts';
import { stdioConnector } from '../stdio.ts';
import { resolveFactory } from './resolve-factory.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const child = (...args: string[]) => stdioConnector({ command: [process.execPath, MAIN, ...args] });

const common = {
  requirements: ['NOTE-ONE-TAP'],
  purpose: 'The reference is driven.',
  purposeJa: '参照実装を動かす。',
  expectedResult: [thatHolds('nothing is judged here', () => true)],
  provenBy: { fail: ['mutant:library-taps-twice'] },
} as const satisfies Partial<TestCase>;

const moving = { needs: ['controlled-clock'] } as const satisfies Partial<TestCase>;

const logIn = step('Log in, and hand the answer in twice', async (rig) => {
  const answer = await rig.answer(await rig.challenge());
  await rig.submit(answer ?? 'none');
  await rig.submit(answer ?? 'none');
});
const enrol = step('Enrol', (rig) => rig.enrol());
const unhappy = [
  step('The card leaves in the middle', async (rig) => {
    rig.removeCardBefore(6);
    await rig.enrol();
    rig.removeCardBefore(undefined);
  }),
  step('J-LIS is away', async (rig) => {
    for (const host of rig.world.network.hosts.filter((name) => name.includes('jlis')))
      rig.world.network.setReachable(host, false);
    await rig.enrol();
  }),
  step('A wrong PIN, two years later', async (rig) => {
    await rig.advance(2 * 365 * 86_400_000);
    rig.user.pin = 'WRONG1';
    await rig.enrol();
  }),
];

const CASES: readonly TestCase[] = [
  {
    ...common,
    id: 'TC-CARD-9001',
    role: 'card',
    procedure: [
      step('Select, ask, reset, ask again', async ({ card }) => {
        await card.connect();
        for (const capdu of [selectAid(AID_JPKI), selectEf(FID.SIGN_PIN), queryTries()])
          await card.transmit(capdu);
        await card.reset();
        await card.transmit(Uint8Array.of(0x00, 0x20));
        await card.disconnect();
      }),
    ],
  },
  { ...common, ...moving, id: 'TC-LIB-9001', role: 'library', procedure: [enrol, logIn, ...unhappy] },
  { ...common, id: 'TC-LIB-9002', role: 'library', route: 'code-after-signature', procedure: [enrol] },
  { ...common, ...moving, id: 'TC-CA-9001', role: 'ca', procedure: [enrol, logIn, ...unhappy] },
  { ...common, id: 'TC-CA-9002', role: 'ca', route: 'code-after-signature', procedure: [enrol] },
  { ...common, id: 'TC-RP-9001', role: 'relying-party', procedure: [enrol, logIn] },
];

async function seenBy(connector: Connector, testCase: TestCase, seed = '1'): Promise<readonly string[]> {
  const seen = await runCase(testCase, { connector, seed, controlledClock: true });
  expect(seen.filter((o) => o.kind === 'rig-error' || o.kind === 'broke')).toEqual([]);
  expect(seen.length).toBeGreaterThan(8);
  return seen.map((observation) => JSON.stringify(observation));
}

describe('the reference over stdio is the reference in this process', () => {
  const stdio = child();
  afterAll(() => stdio.close());

  test.each(CASES)('$id, role $role', async (testCase) => {
    const own = inProcess((await resolveFactory('reference'))!);
    expect(await seenBy(stdio, testCase)).toEqual(await seenBy(own, testCase));
  });

  test('and again with another seed, by the same process', async () => {
    const own = inProcess((await resolveFactory('reference'))!);
    for (const testCase of CASES.slice(0, 2))
      expect(await seenBy(stdio, testCase, '2')).toEqual(await seenBy(own, testCase, '2'));
  });

  test('hello is the same', async () => {
    const own = inProcess((await resolveFactory('reference'))!);
    const params = { contract: 1 };
    expect(await stdio.call('hello', params)).toEqual(await own.call('hello', params));
  });
});

describe('other implementations of ours', () => {
  test('a mutant over stdio has its defect', async () => {
    const id = 'mutant:library-taps-twice';
    const stdio = child('--iut', id);
    try {
      const seen = await seenBy(stdio, CASES[1]!);
      expect(seen).toEqual(await seenBy(inProcess((await resolveFactory(id))!), CASES[1]!));
      expect(seen).not.toEqual(await seenBy(inProcess((await resolveFactory('reference'))!), CASES[1]!));
    } finally {
      await stdio.close();
    }
  });

  test('one that breaks off ends the process', async () => {
    const stdio = child('--iut', 'null:dead');
    try {
      const seen = await runCase(CASES[1]!, { connector: stdio, seed: '1', controlledClock: true });
      expect(seen.find((o) => o.kind === 'broke')).toMatchObject({ how: 'crash' });
    } finally {
      await stdio.close();
    }
  });

  test('one that does not exist is named, with the exit code of a caller’s mistake', async () => {
    const stdio = child('--iut', 'mutant:no-such');
    await expect(stdio.call('hello', { contract: 1 })).rejects.toThrow(
      /exit code 2 .*there is no mutant:no-such$/,
    );
    await stdio.close();
  });
});

test('the process ends by itself, with nothing on standard output, when its input ends', async () => {
  const run = spawn(process.execPath, [MAIN], { stdio: ['pipe', 'pipe', 'inherit'] });
  let out = '';
  run.stdout.on('data', (chunk) => {
    out += chunk;
  });
  run.stdin.end();
  expect(await new Promise((resolve) => run.once('close', resolve))).toBe(0);
  expect(out).toBe('');
});
