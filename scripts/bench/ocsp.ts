/** OCSP answers: against the one signature that each needs, and over the network against `openssl ocsp`. */
import { execFile } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createOcspResponder, STATUS_KNOBS } from '../../simulator/jlis/status/index.ts';
import { memorySource } from '../../simulator/jlis/status/testing/memory-source.ts';
import { virtualClock } from '../../simulator/world/index.ts';
import { testKey } from '../../simulator/world/test-keys.ts';
import { type BenchResult, compare, type Subject } from './harness.ts';
import { BENCH_SERIAL, question } from './ocsp-question.ts';
import { openssl, ownNetwork } from './openssl.ts';

const NETWORK = fileURLToPath(new URL('ocsp-network.ts', import.meta.url));
const TIME_LIMIT_MS = 300_000;

async function againstSignature(): Promise<BenchResult> {
  const source = memorySource(virtualClock());
  source.issue(3, BENCH_SERIAL);
  const responder = createOcspResponder(source, STATUS_KNOBS);
  const request = question(new Uint8Array(16));
  const ours: Subject = {
    name: 'ours',
    run(times) {
      for (let n = 0; n < times; n++) responder.answer(request);
    },
  };
  const key = testKey(0);
  const bareSignature: Subject = {
    name: 'bare RSA-2048 signature',
    run(times) {
      for (let n = 0; n < times; n++) sign('sha256', request, key);
    },
  };
  const about = { id: 'OCSP, limit', what: 'one OCSP answer, against the one signature it needs' };
  return compare(about, ours, bareSignature);
}

async function overNetwork(): Promise<BenchResult[]> {
  const missing = [openssl, ownNetwork].find((need) => !need.isThere());
  if (missing) {
    const what = 'OCSP over the network, against openssl ocsp';
    return [{ id: 'OCSP, network', what, notRun: missing.missing }];
  }
  const folder = mkdtempSync(join(tmpdir(), 'fpos-hil-bench-'));
  try {
    const [program, ...args] = ownNetwork.command([process.execPath, NETWORK, folder]);
    const { stdout } = await promisify(execFile)(program, args, { timeout: TIME_LIMIT_MS });
    return JSON.parse(stdout) as BenchResult[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const benchOcsp = async (): Promise<BenchResult[]> => [
  await againstSignature(),
  ...(await overNetwork()),
];
