/** Killed at any moment and started again on its file, the CA has lost nothing that it acknowledged and issues nothing twice. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../ca/index.ts';
import { readCertificate } from '../pki/index.ts';
import { chanceFrom } from '../world/index.ts';
import { caSetting } from './testing/ca-setting.ts';

const KILLS = process.env.FPOS_HIL_LONG ? 200 : 20;
/** A worker says three lines for most people: killed somewhere among the first dozens. */
const LINES_MAX = 30;
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
  const child = spawn(process.execPath, [WORKER, file, 'crash', String((round % 12) + 1)], {
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

test(
  `${KILLS} kills`,
  async () => {
    const chance = chanceFrom('crash');
    const file = join(folder, 'ca.sqlite');
    const all: Said[] = [];
    for (let round = 0; round < KILLS; round++) {
      const said = await runAndKill(file, round, 1 + chance.below(LINES_MAX), chance.below(40));
      expect(said.length).toBeGreaterThan(0);
      all.push(...said);
    }
    const own = caSetting({ seed: 'crash', file });
    try {
      const certificates = [...own.ca.store.values('certificate')];
      const applications = new Map(
        [...own.ca.store.values('application')].map((a) => [a.offer.application, a]),
      );
      for (const { did, application, certificate } of all) {
        const kept = applications.get(application);
        expect(kept).toBeDefined();
        const issued = own.ca.store.get('certificate', kept!.certificate!)!;
        if (did === 'issued') expect(issued.der).toBe(certificate);
        if (did === 'accepted') expect(kept!.state).toBe('accepted');
        if (did === 'revoked') expect(issued.state).toBe('revoked');
      }
      // Serial numbers, keys and applications: each certificate of a kind once.
      const basics = certificates.filter(({ kind }) => kind === 'basic');
      for (const key of ['serial', 'application'] as const)
        expect(new Set(basics.map((c) => c[key])).size).toBe(basics.length);
      expect(
        new Set(
          certificates.map(({ der }) => readCertificate(new Uint8Array(Buffer.from(der, 'base64'))).serial),
        ).size,
      ).toBe(certificates.length);
      // One in force for each person and app.
      const live = basics
        .filter(({ state }) => state === 'valid')
        .map(({ person, appId }) => `${person} ${appId}`);
      expect(new Set(live).size).toBe(live.length);
      expect(verifyAudit(own.ca.audit)).toMatchObject({ ok: true });
      expect(own.ca.audit.filter(({ action }) => action === 'ca.start')).toHaveLength(KILLS + 1);
    } finally {
      own.ca.close();
    }
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
