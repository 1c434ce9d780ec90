/**
 * The suite on the reference over stdio, idle and under double CPU load: no verdict changes. Twice each with a part of the cases;
 * the whole suite ten times each in `npm run test:long`.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CASES } from '../../cases/index.ts';
import { runSuite } from '../../runner/run.ts';
import { ROLES } from '../../verdict/types.ts';
import { stdioConnector } from '../stdio.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const RUNS = LONG ? 10 : 2;
const LIMIT_MS = LONG ? 3_600_000 : 120_000;
/** Outside of the long size one case in so many. */
const ONE_IN = 90;
const TRIED = CASES.filter((_, at) => LONG || at % ONE_IN === 0);

async function verdicts(): Promise<string> {
  const connector = stdioConnector({ command: [process.execPath, join(import.meta.dirname, 'main.ts')] });
  const hello = { contract: 1, name: 'x', version: '1', roles: [...ROLES], clock: 'controlled' as const };
  try {
    const { judged } = await runSuite({
      iuts: [{ id: 'reference', connector, hello, roles: ROLES }],
      seed: '1',
      cases: TRIED,
    });
    return judged.map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`).join('\n');
  } finally {
    await connector.close();
  }
}

describe('the suite over stdio', () => {
  const all = TRIED.map(({ id }) => `${id} pass `).join('\n');

  test(`idle, ${RUNS} times`, { timeout: LIMIT_MS }, async () => {
    for (let i = 0; i < RUNS; i++) expect(await verdicts()).toBe(all);
  });

  test(`under double CPU load, ${RUNS} times`, { timeout: LIMIT_MS }, async () => {
    const load = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      for (let i = 0; i < RUNS; i++) expect(await verdicts()).toBe(all);
    } finally {
      for (const child of load) child.kill('SIGKILL');
    }
  });
});
