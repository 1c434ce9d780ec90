/**
 * A C program through libpcsclite and our PC/SC service: round trips, connects and resets, beside a bare echo socket with the
 * same framing for the same program, and our card beside a chip that does nothing.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AID_JPKI, type Chip, fromHex, selectAid, toHex } from '../../simulator/apdu/index.ts';
import { createCard } from '../../simulator/card/index.ts';
import { privateSocketPath, startPcscService } from '../../simulator/reader/index.ts';
import { type BenchResult, comparison, figuresOf } from './harness.ts';
import { startPcscEcho } from './pcsc-echo.ts';
import { specimen } from './specimen.ts';

const SOURCE = fileURLToPath(new URL('pcsc-client.c', import.meta.url));
const ROUNDS = 7;
const TIMES = { transmit: 6_000, connect: 2_000, reset: 4_000 } as const;
const TIME_LIMIT_MS = 60_000;
const SUCCESS = fromHex('9000');

type What = keyof typeof TIMES;

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
  transmit: () => SUCCESS,
};

/** Times per second, as the client measured them; the service lives in this process, so the client must not block it. */
function perSecond(program: string, what: What, socketPath: string): Promise<number> {
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: socketPath };
  const args = [what, String(TIMES[what]), toHex(selectAid(AID_JPKI))];
  return new Promise((resolve, reject) => {
    execFile(program, args, { env, timeout: TIME_LIMIT_MS }, (error, stdout) => {
      if (error) reject(error);
      else resolve(TIMES[what] / Number(stdout));
    });
  });
}

interface Row {
  readonly about: { readonly id: string; readonly what: string; readonly aim?: string };
  readonly does: What;
  readonly ours: readonly [name: string, socketPath: string];
  readonly peer: readonly [name: string, socketPath: string];
}

async function measured(program: string, { about, does, ours, peer }: Row): Promise<BenchResult> {
  const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  await perSecond(program, does, ours[1]);
  await perSecond(program, does, peer[1]);
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(await perSecond(program, does, ours[1]));
    rates.peer.push(await perSecond(program, does, peer[1]));
  }
  const result = comparison(about, figuresOf(ours[0], rates.ours), figuresOf(peer[0], rates.peer));
  return does === 'connect'
    ? { ...result, note: `${(1000 / result.ours.perSecond).toPrecision(2)} ms` }
    : result;
}

const ROUND_TRIP = {
  id: 'PC/SC round trip',
  what: 'SELECT through libpcsclite and our service to a chip that does nothing, beside a bare echo socket',
  aim: '0.8 or more, 10,000/s',
};

export async function benchPcsc(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
  const program = join(folder, 'client');
  try {
    if (!compiled(program)) {
      return [{ ...ROUND_TRIP, notRun: 'no C compiler or no header (apt-get install gcc libpcsclite-dev)' }];
    }
    const serve = async (chip: Chip) =>
      startPcscService({ readers: [{ chip }], socketPath: await privateSocketPath() });
    const [card, empty, echo] = await Promise.all([
      serve(createCard(specimen())),
      serve(nothingChip),
      startPcscEcho(SUCCESS),
    ]);
    const ours = ['our service', empty.socketPath] as const;
    const bare = ['bare echo', echo.socketPath] as const;
    const rows: Row[] = [
      { about: ROUND_TRIP, does: 'transmit', ours, peer: bare },
      {
        about: { id: 'PC/SC connect', what: 'SCardConnect and SCardDisconnect, beside a bare echo socket' },
        does: 'connect',
        ours,
        peer: bare,
      },
      {
        about: { id: 'PC/SC reset', what: 'a warm reset by SCardReconnect, beside a bare echo socket' },
        does: 'reset',
        ours,
        peer: bare,
      },
      {
        about: {
          id: 'PC/SC SELECT',
          what: 'SELECT through libpcsclite and our service, card beside an empty chip',
        },
        does: 'transmit',
        ours: ['card', card.socketPath],
        peer: ['empty chip', empty.socketPath],
      },
    ];
    const results: BenchResult[] = [];
    for (const row of rows) results.push(await measured(program, row));
    await Promise.all([card.close(), empty.close(), echo.close()]);
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
