/**
 * Records what a release of libpcsclite and its pcscd say to each other: simulator/reader/testing/recorded.
 *
 *     unshare -n -m sh -c 'ip link set lo up; mount -t tmpfs none /run/pcscd; node scripts/record-pcsc/record.ts RELEASE PCSCD LIBRARY_FOLDER'
 *
 * It starts PCSCD (which must have the reader driver of vsmartcard, vpcd), puts a card into it that echoes, and runs
 * session.c with the library of LIBRARY_FOLDER through a socket in between. Nothing here is needed to read a recording.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fromHex, toHex } from '../../simulator/apdu/index.ts';
import { dialVpcd, VPCD_PORT } from '../../simulator/reader/index.ts';
import { machineWait } from '../../simulator/world/index.ts';

const DAEMON_SOCKET = '/run/pcscd/pcscd.comm';
const READER = 'Virtual PCD 00 00';
const ATR = '3BE000FF8131FE4514';
/** Command number of WAIT_READER_STATE_CHANGE, after which the client waits. */
const WAIT = 0x13;

type Entry =
  | { connection: number; from: 'client' | 'service'; bytes: string }
  | { card: 'insert' | 'remove' };

const [release, pcscd, libraryFolder] = process.argv.slice(2);
if (release === undefined || pcscd === undefined || libraryFolder === undefined) {
  console.error('usage: record.ts RELEASE PCSCD LIBRARY_FOLDER');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-record-'));
const entries: Entry[] = [];
/** Work to be done once a client waits. */
let whenWaiting: (() => void) | undefined;

function note(connection: number, from: 'client' | 'service', chunk: Buffer): void {
  const last = entries.at(-1);
  if (last !== undefined && 'from' in last && last.connection === connection && last.from === from)
    last.bytes += toHex(chunk);
  else entries.push({ connection, from, bytes: toHex(chunk) });
}

/** One connection of the client, and one of ours to the daemon. */
function relay(client: Socket, connection: number): void {
  const daemon = connect(DAEMON_SOCKET);
  let quiet: NodeJS.Timeout | undefined;
  client.on('data', (chunk) => {
    note(connection, 'client', chunk);
    daemon.write(chunk);
    if (chunk.readUInt32LE(chunk.length >= 8 ? 4 : 0) !== WAIT) return;
    // The daemon has put it on its list some time later; only newer ones answer at once.
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const work = whenWaiting;
      whenWaiting = undefined;
      work?.();
    }, 300);
  });
  daemon.on('data', (chunk) => {
    note(connection, 'service', chunk);
    client.write(chunk);
  });
  client.on('close', () => daemon.destroy()).on('error', () => daemon.destroy());
  daemon.on('close', () => client.destroy()).on('error', () => client.destroy());
}

const chip = {
  atr: fromHex(ATR),
  power() {},
  transmit: (capdu: Uint8Array) => Uint8Array.from([...capdu, 0x90, 0x00]),
};
const insert = () => dialVpcd({ chip, host: '127.0.0.1', port: VPCD_PORT });

const daemon = spawn(pcscd, ['-f', '-e'], { stdio: ['ignore', 'ignore', 'inherit'] });
while (!existsSync(DAEMON_SOCKET)) await machineWait(50);
await machineWait(1_000);
let card = await insert();

const sockets = createServer((client) => {
  connections += 1;
  relay(client, connections);
});
let connections = 0;
const socketPath = join(folder, 's');
sockets.listen(socketPath);
await once(sockets, 'listening');

const program = join(folder, 'session');
const source = fileURLToPath(new URL('session.c', import.meta.url));
execFileSync('cc', ['-o', program, '-I/usr/include/PCSC', source, '-lpcsclite', '-lpthread']);
const session = spawn(program, [READER], {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: { ...process.env, LD_LIBRARY_PATH: libraryFolder, PCSCLITE_CSOCK_NAME: socketPath },
});
createInterface({ input: session.stdout }).on('line', (line) => {
  const goOn = (): void => void session.stdin.write('\n');
  const moves: Record<string, () => Promise<void>> = {
    remove: async () => card.close(),
    insert: async () => {
      card = await insert();
    },
    tell: async () => goOn(),
  };
  const [what = ''] = line.split(' ');
  whenWaiting = () => {
    if (what === 'insert' || what === 'remove') entries.push({ card: what });
    void moves[what]?.();
  };
  if (what !== 'tell') goOn();
});
const [code] = (await once(session, 'close')) as [number];
await card.close();
daemon.kill('SIGTERM');
await once(daemon, 'close');
sockets.close();
rmSync(folder, { recursive: true });

if (code !== 0) throw new Error(`the session ended with ${code}`);
/** Hexadecimal digits; 16 and more bytes of zero in a row are written as their number in parentheses. */
const short = (hex: string): string =>
  (hex.match(/../g) ?? [])
    .join(' ')
    .replace(/(?:00(?: |$)){16,}/g, (run) => `(${Math.ceil(run.length / 3)})`)
    .replaceAll(' ', '');
const lines = entries.map((entry) =>
  JSON.stringify('bytes' in entry ? { ...entry, bytes: short(entry.bytes) } : entry),
);
const head = JSON.stringify({ release, atr: ATR, reader: READER }, null, 1).slice(0, -2);
const file = new URL(`../../simulator/reader/testing/recorded/${release}.json`, import.meta.url);
writeFileSync(file, `${head},\n "exchange": [\n  ${lines.join(',\n  ')}\n ]\n}\n`);
console.log(`${entries.length} entries in ${fileURLToPath(file)}`);
