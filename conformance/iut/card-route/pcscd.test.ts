/** The cases of the card through the pcscd of Debian and the driver of vpcd, as a configuration file asks for them. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foreignClient } from '../../../simulator/world/index.ts';
import { privatePcscd } from '../../../testing/private-pcscd.ts';
import { CASES } from '../../cases/index.ts';
import { NOT_CARRIED } from './index.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const BIN = fileURLToPath(new URL('../../../bin/fpos-hil.js', import.meta.url));
const REFERENCE = fileURLToPath(new URL('../reference/main.ts', import.meta.url));
const python = foreignClient('python3', 'python3');
const pcscd = privatePcscd();
const LIMIT_MS = 600_000;

/** pcscd notices a card within 400 ms, and its leaving too, so that all of them take minutes: some of each kind here. */
const FEW = ['TC-CARD-001', 'TC-CARD-020', 'TC-CARD-075', 'TC-CARD-077', 'TC-CARD-133', 'TC-CARD-147'];
const ALL = CASES.filter(({ role }) => role === 'card').map(({ id }) => id as string);

let folder: string;
let config: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-test-'));
  config = join(folder, 'iut.json');
  const command = [process.execPath, REFERENCE];
  await writeFile(config, JSON.stringify({ command, roles: ['card'], cardRoute: 'pcscd' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const runArguments = (cases: readonly string[]): string[] => [
  ...[process.execPath, BIN, 'run', '--iut', config, '--case', cases.join(), '--no-rejudge'],
  ...['--out', join(folder, 'run')],
];

test.skipIf('missing' in pcscd || 'missing' in python)(
  'over the real driver the reference passes what can be carried, and the rest says why not',
  async () => {
    if ('missing' in pcscd) return;
    const cases = LONG ? ALL : FEW;
    const { code, stderr } = await pcscd.run(runArguments(cases), LIMIT_MS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { cases: judged } = JSON.parse(await readFile(join(folder, 'run', 'verdicts.json'), 'utf8')) as {
      cases: { id: string; verdict: string; reason: string }[];
    };
    const limits = NOT_CARRIED.pcscd ?? {};
    expect(
      Object.fromEntries(
        judged.map(({ id, verdict, reason }) => [id, verdict === 'pass' ? verdict : reason]),
      ),
    ).toEqual(
      Object.fromEntries(
        cases.map((id) => [id, limits[id] === undefined ? 'pass' : `over pcscd: ${limits[id]}`]),
      ),
    );
  },
  LIMIT_MS,
);

test.skipIf('missing' in python)(
  'without a pcscd the set-up is refused, and says what is missing',
  async () => {
    const [node = '', ...args] = runArguments(['TC-CARD-001']);
    const env = { ...process.env, LC_ALL: 'C', PCSCLITE_CSOCK_NAME: join(folder, 'nobody') };
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(node, args, { env }, (error, _, text) => resolve({ code: error?.code, stderr: text }));
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /ERR_IUT_CONFIG.*\.cardRoute.*pcscd: SCardEstablishContext: 8010001D.*fpos-hil doctor/s,
      ),
    });
  },
);
