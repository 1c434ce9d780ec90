/**
 * APDU round trips over the stream of vpcd, by one reader in C: our card against Debian's Virtual Smart Card in Python
 * (vsmartcard-vpicc), reader and card on one processor, so that how two of them share the work makes no difference.
 *
 * Debian's package does not start as it is: its module lies where Python does not look, and it wants the cryptographic
 * library under an older name.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AID_JPKI, selectAid, toHex } from '../../simulator/apdu/index.ts';
import { machineWait } from '../../simulator/world/index.ts';
import { cpuNs } from './cpu-time.ts';
import { type BenchResult, comparison, figuresOf } from './harness.ts';

const SOURCE = fileURLToPath(new URL('vpcd-client.c', import.meta.url));
const BIN = fileURLToPath(new URL('../../bin/fpos-hil.js', import.meta.url));
const VICC = '/usr/bin/vicc';
const VICC_MODULES = '/usr/lib/python3/site-packages/virtualsmartcard';
const VICC_START = `
import runpy, sys, Cryptodome, Cryptodome.Cipher, Cryptodome.Hash
for name in ('', '.Cipher', '.Hash'): sys.modules['Crypto' + name] = sys.modules['Cryptodome' + name]
sys.argv[0] = ${JSON.stringify(VICC)}
runpy.run_path(sys.argv[0], run_name='__main__')
`;
const ROUNDS = 7;
const EXCHANGES = 3_000;
const TIME_LIMIT_MS = 60_000;
/** A card needs so long to start, on a machine that does much else. */
const START_TRIES = 300;
const START_PAUSE_MS = 100;
const PROCESSOR = '0';
const AIM = 'twice';

const GET_CHALLENGE = '0084000008';
/** Each card selects what it has: our application by name, the other's master file. */
const ROWS = [
  { id: 'vpcd SELECT', ours: toHex(selectAid(AID_JPKI)), peer: '00A4000C023F00', setup: '' },
  { id: 'vpcd CHALLENGE', ours: GET_CHALLENGE, peer: GET_CHALLENGE, setup: toHex(selectAid(AID_JPKI)) },
] as const;

const onOneProcessor = (command: readonly string[]): readonly [string, string[]] => [
  'taskset',
  ['-c', PROCESSOR, ...command],
];

/** What this machine lacks, with the command that installs it. */
function missing(program: string): string | undefined {
  try {
    execFileSync('taskset', ['-c', PROCESSOR, 'true'], { stdio: 'ignore' });
  } catch {
    return 'no taskset (apt-get install util-linux), or no leave to use it';
  }
  try {
    execFileSync('cc', ['-O2', '-o', program, SOURCE], { stdio: 'ignore', timeout: TIME_LIMIT_MS });
  } catch {
    return 'no C compiler (apt-get install gcc libc6-dev)';
  }
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import Cryptodome'], { stdio: 'ignore' });
    if (existsSync(VICC) && existsSync(VICC_MODULES)) return undefined;
  } catch {
    // told below
  }
  return 'no virtual smart card in Python (apt-get install vsmartcard-vpicc python3-pycryptodome)';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(port: number): Promise<void> {
  for (let tries = START_TRIES; ; tries--) {
    const socket = connect({ host: '127.0.0.1', port });
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    if (tries === 0) throw new Error(`no card listens on ${port}`);
    await machineWait(START_PAUSE_MS);
  }
}

interface Card {
  readonly child: ChildProcess;
  readonly port: number;
}

async function started(
  command: (port: number) => readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Card> {
  const port = await freePort();
  const child = spawn(...onOneProcessor(command(port)), { stdio: 'ignore', env: { ...process.env, ...env } });
  await listens(port);
  return { child, port };
}

const ourCard = (): Promise<Card> =>
  started((port) => [process.execPath, BIN, 'card', '--vpcd-listen', String(port)]);
const viccCard = (): Promise<Card> =>
  started((port) => ['/usr/bin/python3', '-c', VICC_START, '--reversed', '--port', String(port)], {
    PYTHONPATH: VICC_MODULES,
  });

interface Measured {
  /** Exchanges per second, as the reader measured them. */
  readonly rate: number;
  /** Of the card's process, for one exchange, start of the reader included; undefined where the system does not tell. */
  readonly cpuUs: number | undefined;
}

async function measured(
  program: string,
  { child, port }: Card,
  setup: string,
  capdu: string,
): Promise<Measured> {
  const command = onOneProcessor([program, String(port), setup, capdu, String(EXCHANGES)]);
  const before = cpuNs(child.pid!);
  const seconds = await new Promise<number>((resolve, reject) => {
    execFile(...command, { timeout: TIME_LIMIT_MS }, (error, stdout) => {
      if (error) reject(error);
      else resolve(Number(stdout));
    });
  });
  const after = cpuNs(child.pid!);
  const cpuUs = before === undefined || after === undefined ? undefined : (after - before) / EXCHANGES / 1000;
  return { rate: EXCHANGES / seconds, cpuUs };
}

/** What a busy machine stretches least: the least that any round took. */
function costText(ours: readonly Measured[], peer: readonly Measured[]): string | undefined {
  const [own, other] = [ours, peer].map((rounds) =>
    Math.min(...rounds.map(({ cpuUs }) => cpuUs ?? Number.NaN)),
  );
  if (Number.isNaN(own) || Number.isNaN(other)) return undefined;
  return `CPU of the card for one: ours ${own!.toFixed(1)} µs, vicc ${other!.toFixed(1)} µs, ${(other! / own!).toPrecision(3)} ×`;
}

export async function benchVpcd(): Promise<BenchResult[]> {
  const about = ROWS.map(({ id }) => ({
    id,
    what: 'APDU round trips over vpcd framing, against a virtual smart card in Python, on one processor',
    aim: AIM,
  }));
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
  const cards: Card[] = [];
  try {
    const program = join(folder, 'client');
    const notRun = missing(program);
    if (notRun !== undefined) return about.map(({ id, what }) => ({ id, what, notRun }));
    const ours = await ourCard();
    cards.push(ours);
    const peer = await viccCard();
    cards.push(peer);
    const results: BenchResult[] = [];
    for (const [at, row] of ROWS.entries()) {
      const rounds: { ours: Measured[]; peer: Measured[] } = { ours: [], peer: [] };
      for (let round = 0; round <= ROUNDS; round++) {
        const own = await measured(program, ours, row.setup, row.ours);
        const other = await measured(program, peer, '', row.peer);
        if (round === 0) continue; // warm-up
        rounds.ours.push(own);
        rounds.peer.push(other);
      }
      const figures = (name: string, all: readonly Measured[]) =>
        figuresOf(
          name,
          all.map(({ rate }) => rate),
        );
      const note = costText(rounds.ours, rounds.peer);
      results.push({
        ...comparison(about[at]!, figures('card', rounds.ours), figures('vicc', rounds.peer)),
        ...(note !== undefined && { note }),
      });
    }
    return results;
  } finally {
    for (const { child } of cards) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
