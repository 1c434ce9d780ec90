/** Killed at any moment and started again on its file, the CA has lost nothing that it acknowledged and issues nothing twice. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ca, verifyAudit } from '../ca/index.ts';
import { readCertificate } from '../pki/index.ts';
import { chanceFrom } from '../world/index.ts';
import { caSetting } from './testing/ca-setting.ts';

const KILLS = process.env.FPOS_HIL_LONG ? 200 : 20;
/** A worker says three lines for most people: killed somewhere among the first ones. */
const LINES_MAX = 6;
/** Files, each with its own series of kills, side by side: most of the time goes into starting processes. */
const FILES = 4;
const WORKER = fileURLToPath(new URL('./testing/crash-worker.ts', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fpos-hil-crash-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Said {
  readonly did: 'issued' | 'accepted' | 'revoked';
  readonly application: string;
  readonly certificate?: string;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('close', () => resolve()));

/** Runs the worker, kills it some instants after its n-th line, and gives what it had said. */
async function runAndKill(file: string, round: number, lines: number, spin: number): Promise<Said[]> {
  const child = spawn(process.execPath, [WORKER, file, 'crash', String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Said[] = [];
  const end = ended(child);
  createInterface(child.stdout!).on('line', (line) => {
    said.push(JSON.parse(line) as Said);
    if (said.length !== lines) return;
    // Not at the line itself: somewhere in the work that follows it.
    const spinning = setInterval(() => {
      if (spin-- > 0) return;
      clearInterval(spinning);
      child.kill('SIGKILL');
    }, 0);
  });
  await end;
  return said;
}

/** A file after its series of kills: everything that was said must be in it. */
async function checkSeries(name: string): Promise<void> {
  const chance = chanceFrom(`crash ${name}`);
  const file = join(folder, `${name}.sqlite`);
  const kills = KILLS / FILES;
  const all: Said[] = [];
  for (let round = 0; round < kills; round++) {
    const said = await runAndKill(file, round, 1 + chance.below(LINES_MAX), chance.below(40));
    expect(said.length).toBeGreaterThan(0);
    all.push(...said);
  }
  const own = caSetting({ seed: 'crash', file, daysLater: kills });
  try {
    checkKept(own.ca, all);
    expect(own.ca.audit.filter(({ action }) => action === 'ca.start')).toHaveLength(kills + 1);
  } finally {
    own.ca.close();
  }
}

function checkKept({ store, audit }: Ca, all: readonly Said[]): void {
  for (const { did, application, certificate } of all) {
    const kept = store.get('application', application)!;
    const issued = store.get('certificate', kept.certificate!)!;
    if (did === 'issued') expect(issued.der).toBe(certificate);
    if (did === 'accepted') expect(kept.state).toBe('accepted');
    if (did === 'revoked') expect(issued.state).toBe('revoked');
  }
  const certificates = [...store.values('certificate')];
  const serials = certificates.map(({ der }) => readCertificate(Buffer.from(der, 'base64')).serial);
  expect(new Set(serials).size).toBe(certificates.length);
  const basics = certificates.filter(({ kind }) => kind === 'basic');
  expect(new Set(basics.map(({ application }) => application)).size).toBe(basics.length);
  // One in force for each person and app.
  const live = basics
    .filter(({ state }) => state === 'valid')
    .map(({ person, appId }) => `${person} ${appId}`);
  expect(new Set(live).size).toBe(live.length);
  expect(verifyAudit(audit)).toMatchObject({ ok: true });
}

test(
  `${KILLS} kills`,
  async () => {
    await Promise.all(Array.from({ length: FILES }, (_, i) => checkSeries(`ca-${i}`)));
  },
  KILLS * 30_000,
);

test('a file that is in use, or not ours, is refused with a hint', async () => {
  const file = join(folder, 'busy.sqlite');
  const own = caSetting({ file });
  expect(() => caSetting({ file })).toThrow(/cannot be opened/);
  own.ca.close();
  caSetting({ file }).ca.close();
  expect(() => caSetting({ file: WORKER })).toThrow(/cannot be opened/);
});
