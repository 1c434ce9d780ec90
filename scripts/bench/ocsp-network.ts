/**
 * Measures OCSP over the network and prints the results as JSON. Runs in a network namespace of its own, because
 * `openssl ocsp` listens on all interfaces.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { toPem } from '../../simulator/pki/index.ts';
import { testKey } from '../../simulator/world/test-keys.ts';
import { costText, metered } from './cpu-time.ts';
import { type BenchResult, compare, type Subject } from './harness.ts';
import { ask } from './ocsp-load.ts';
import { BENCH_SERIAL, benchIssuer, question } from './ocsp-question.ts';

const OURS = 'ocsp-server.ts';
const BARE = 'ocsp-bare-server.ts';
const PEER_PORT = 8_888;
const TRIES_MAX = 1_000;
const WARM_UP = 2_000;

const folder = process.argv[2]!;
const children: ChildProcess[] = [];

type Server = { readonly port: number; readonly pid: number };

async function startServer(file: string): Promise<Server> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { port: (JSON.parse(line) as { port: number }).port, pid: child.pid! };
}

/** Does somebody answer? A connection without a question sends `openssl ocsp` into an endless loop: a whole one is asked. */
const answers = (port: number): Promise<boolean> =>
  ask({ port, request: question(), connections: 1, keep: false }, 1).then(
    () => true,
    () => false,
  );

async function startPeer(): Promise<Server> {
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  const serial = BENCH_SERIAL.toString(16).toUpperCase();
  const ca = file('ca.pem', toPem('CERTIFICATE', benchIssuer.certificate));
  // The key pool of the tests: generation n has key n.
  const key = file('key.pem', testKey(benchIssuer.number).export({ type: 'pkcs8', format: 'pem' }));
  const index = file('index.txt', `V\t360101000000Z\t\t${serial}\tunknown\t/C=JP/CN=1\n`);
  const args = ['ocsp', '-port', String(PEER_PORT), '-index', index, '-CA', ca, '-rsigner', ca, '-rkey', key];
  const child = spawn('openssl', [...args, '-ndays', '1', '-ignore_err'], { cwd: folder, stdio: 'ignore' });
  children.push(child);
  for (let tries = 0; tries < TRIES_MAX; tries++)
    if (await answers(PEER_PORT)) return { port: PEER_PORT, pid: child.pid! };
  throw new Error('openssl ocsp does not listen');
}

type Asking = { readonly request: Uint8Array; readonly connections: number; readonly keep: boolean };

const subject = (name: string, { port }: Server, asking: Asking): Subject => ({
  name,
  run: (times) => ask({ port, ...asking }, times),
});

async function measured(): Promise<BenchResult[]> {
  const [ours, bare, peer] = [await startServer(OURS), await startServer(BARE), await startPeer()];
  const own = question(new Uint8Array(16));
  const shared = question();
  // The first answers of a process are slow, and whoever counts by them makes rounds of one answer each.
  for (const { port } of [ours, bare, peer])
    await ask({ port, request: own, connections: 4, keep: false }, WARM_UP);
  async function against(
    about: { id: string; what: string; aim?: string },
    asking: Asking,
    first = { name: 'ours', server: ours },
  ): Promise<BenchResult> {
    const us = metered(subject(first.name, first.server, asking), first.server.pid);
    const them = metered(subject('openssl ocsp', peer, { ...asking, request: own, keep: false }), peer.pid);
    const result = await compare(about, us, them);
    const note = costText(us, them);
    return { ...result, ...(note !== undefined && { note }) };
  }
  const results: BenchResult[] = [];
  for (const connections of [1, 4]) {
    results.push(
      await against(
        {
          id: `OCSP signed, ${connections}`,
          what: `OCSP answers with a nonce, ${connections} connection(s) that close, against openssl ocsp in one process`,
          aim: '0.75 or more',
        },
        { request: own, connections, keep: false },
      ),
      await against(
        {
          id: `OCSP limit, ${connections}`,
          what: `bare node:http with one signature, ${connections} connection(s) that close, against openssl ocsp: what is within reach`,
        },
        { request: own, connections, keep: false },
        { name: 'bare node:http', server: bare },
      ),
      await against(
        {
          id: `OCSP shared, ${connections}`,
          what: `OCSP answers without a nonce, ${connections} kept connection(s), against openssl ocsp (signed, closing)`,
          aim: '5 or more',
        },
        { request: shared, connections, keep: true },
      ),
    );
  }
  return results;
}

try {
  console.log(JSON.stringify(await measured()));
} finally {
  for (const child of children) child.kill('SIGKILL');
}
