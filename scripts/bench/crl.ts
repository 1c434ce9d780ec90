/** Lists of 10,000, 100,000 and 1,000,000 entries, each against `openssl ca -gencrl` with the same entries. */
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildCertificate, name, toPem } from '../../simulator/pki/index.ts';
import { crlKey, crlSigner, indexLine, THIS_UPDATE } from './crl-entry.ts';
import { type BenchResult, comparison, figuresOf } from './harness.ts';
import { openssl } from './openssl.ts';

const WRITER = fileURLToPath(new URL('crl-writer.ts', import.meta.url));
/** How often each is done: OpenSSL needs seconds for the long ones. */
const SIZES = [
  { count: 10_000, rounds: 7, peerRounds: 5, aim: undefined },
  { count: 100_000, rounds: 5, peerRounds: 3, aim: undefined },
  { count: 1_000_000, rounds: 3, peerRounds: 1, aim: 'about a second, under 250 MB' },
] as const;
const LINES_AT_ONCE = 10_000;
const TIME_LIMIT_MS = 300_000;
const POLL_MS = 20;

type Measured = { readonly seconds: readonly number[]; readonly mb: number };

const CONFIGURATION = `[ca]
default_ca = bench
[bench]
database = index.txt
certificate = ca.pem
private_key = key.pem
default_md = sha256
default_crl_days = 2
`;

function prepare(folder: string, count: number): void {
  const subject = name([
    ['C', 'JP'],
    ['CN', 'Benchmark CA TEST'],
  ]);
  const certificate = buildCertificate({
    serial: 1n,
    issuer: subject,
    subject,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date(THIS_UPDATE.getTime() + 3.15e11),
    spki: crlSigner.spki,
    extensions: [],
    signer: crlSigner,
  });
  writeFileSync(join(folder, 'ca.pem'), toPem('CERTIFICATE', certificate));
  writeFileSync(join(folder, 'key.pem'), crlKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'ca.cnf'), CONFIGURATION);
  const index = openSync(join(folder, 'index.txt'), 'w');
  for (let n = 0; n < count; n += LINES_AT_ONCE)
    writeSync(index, Array.from({ length: LINES_AT_ONCE }, (_, i) => indexLine(n + i)).join(''));
  closeSync(index);
}

/** The peak of a process's memory so far, in MB; undefined when it is gone, or where there is no /proc. */
function peakMb(pid: number): number | undefined {
  try {
    const kb = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Math.round(Number(kb) / 1024);
  } catch {
    return undefined;
  }
}

/** One run of `openssl ca -gencrl`, the start of its process included. */
function generate(folder: string): Promise<{ seconds: number; mb: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const args = ['ca', '-config', 'ca.cnf', '-gencrl', '-out', 'made'];
    const child = spawn('openssl', args, { cwd: folder, stdio: 'ignore', timeout: TIME_LIMIT_MS });
    let mb = 0;
    const poll = setInterval(() => {
      mb = peakMb(child.pid!) ?? mb;
    }, POLL_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, mb });
      else reject(new Error(`openssl ca -gencrl ended with ${code}`));
    });
  });
}

async function peerMeasured(folder: string, rounds: number): Promise<Measured> {
  const runs: { seconds: number; mb: number }[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await generate(folder));
  return { seconds: runs.map(({ seconds }) => seconds), mb: Math.max(...runs.map(({ mb }) => mb)) };
}

async function oursMeasured(count: number, rounds: number): Promise<Measured> {
  const args = [WRITER, String(count), String(rounds)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: TIME_LIMIT_MS });
  return JSON.parse(stdout) as Measured;
}

const perSecond = ({ seconds }: Measured): readonly number[] => seconds.map((each) => 1 / each);

export async function benchCrl(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const { count, rounds, peerRounds, aim } of SIZES) {
    const size = count.toLocaleString('en');
    const about = {
      id: `CRL ${size}`,
      what: `a CRL of ${size} entries, against openssl ca -gencrl`,
      ...(aim && { aim }),
    };
    if (!openssl.isThere()) {
      results.push({ ...about, notRun: openssl.missing });
      continue;
    }
    const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
    try {
      prepare(folder, count);
      const ours = await oursMeasured(count, rounds);
      const peer = await peerMeasured(folder, peerRounds);
      results.push({
        ...comparison(about, figuresOf('ours', perSecond(ours)), figuresOf('openssl ca', perSecond(peer))),
        note: `memory ${ours.mb} MB, openssl ca ${peer.mb} MB`,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return results;
}
