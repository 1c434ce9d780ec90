/** APDU round trips of a C program through libpcsclite and our PC/SC service: our card against a chip that does nothing. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AID_JPKI, type Chip, fromHex, selectAid, toHex } from '../../simulator/apdu/index.ts';
import { createCard } from '../../simulator/card/index.ts';
import { privateSocketPath, startPcscService } from '../../simulator/reader/index.ts';
import { type BenchResult, comparison, figuresOf } from './harness.ts';
import { specimen } from './specimen.ts';

const SOURCE = fileURLToPath(new URL('pcsc-client.c', import.meta.url));
const ROUNDS = 5;
const EXCHANGES = 4_000;
const TIME_LIMIT_MS = 60_000;

/** False when there is no compiler, or no header of libpcsclite. */
function compiled(program: string): boolean {
  try {
    const args = ['-O2', '-I/usr/include/PCSC', '-o', program, SOURCE, '-lpcsclite'];
    execFileSync('cc', args, { stdio: 'ignore', timeout: TIME_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

const nothingChip: Chip = {
  atr: fromHex('3BE000FF8131FE4514'),
  power() {},
  transmit: () => fromHex('9000'),
};

/** Exchanges per second, as the client measured them; the service lives in this process, so the client must not block it. */
function roundTrips(program: string, socketPath: string): Promise<number> {
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: socketPath };
  const args = [toHex(selectAid(AID_JPKI)), String(EXCHANGES)];
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, timeout: TIME_LIMIT_MS }, (error, stdout) => {
      if (error) reject(error);
      else resolve(EXCHANGES / Number(stdout));
    });
  });
}

export async function benchPcsc(): Promise<BenchResult[]> {
  const about = {
    id: 'PC/SC SELECT',
    what: 'SELECT through libpcsclite and our service, against a chip that does nothing',
  };
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
  try {
    const program = join(folder, 'client');
    if (!compiled(program)) {
      return [{ ...about, notRun: 'no C compiler or no header (apt-get install gcc libpcsclite-dev)' }];
    }
    const [ours, peer] = await Promise.all(
      [createCard(specimen()), nothingChip].map(async (chip) =>
        startPcscService({ readers: [{ chip }], socketPath: await privateSocketPath() }),
      ),
    );
    const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
    await roundTrips(program, ours!.socketPath);
    await roundTrips(program, peer!.socketPath);
    for (let round = 0; round < ROUNDS; round++) {
      rates.ours.push(await roundTrips(program, ours!.socketPath));
      rates.peer.push(await roundTrips(program, peer!.socketPath));
    }
    await Promise.all([ours!.close(), peer!.close()]);
    return [comparison(about, figuresOf('card', rates.ours), figuresOf('empty chip', rates.peer))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
