/**
 * The whole suite on the reference over stdio, idle and under double CPU load: no verdict changes, and
 * what is seen is the same byte for byte. Twice each; ten times each in
 * `npm run test:long`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defectsOnPurpose } from '../../../testing/defects-on-purpose.ts';
import { CASES } from '../../cases/index.ts';
import { runSuite } from '../../runner/run.ts';
import { ROLES } from '../../verdict/types.ts';
import { stdioConnector } from '../stdio.ts';

defectsOnPurpose('some cases have a J-LIS whose answers are wrong on purpose');

const LONG = process.env.FPOS_HIL_LONG === '1';
const RUNS = LONG ? 10 : 2;
const LIMIT_MS = LONG ? 3_600_000 : 600_000;
/** Under load two at once: they wait for each other as well, and it is over sooner. */
const AT_ONCE = 2;

interface Told {
  readonly verdicts: string;
  /** SHA-256 of all that was seen. */
  readonly seen: string;
}

async function run(): Promise<Told> {
  const connector = stdioConnector({ command: [process.execPath, join(import.meta.dirname, 'main.ts')] });
  const hello = { contract: 1, name: 'x', version: '1', roles: [...ROLES], clock: 'controlled' as const };
  try {
    const { judged, transcript } = await runSuite({
      iuts: [{ id: 'reference', connector, hello, roles: ROLES }],
      seed: '1',
      cases: CASES,
    });
    return {
      verdicts: judged.map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`).join('\n'),
      seen: createHash('sha256').update(JSON.stringify(transcript.observations)).digest('hex'),
    };
  } finally {
    await connector.close();
  }
}

describe('the suite over stdio', () => {
  const verdicts = CASES.map(({ id }) => `${id} pass `).join('\n');
  let seen: string | undefined;
  const isAsAlways = (told: Told): void => {
    expect(told.verdicts).toBe(verdicts);
    seen ??= told.seen;
    expect(told.seen).toBe(seen);
  };

  test(`idle, ${RUNS} times`, { timeout: LIMIT_MS }, async () => {
    for (let i = 0; i < RUNS; i++) isAsAlways(await run());
  });

  test(`under double CPU load, ${RUNS} times`, { timeout: LIMIT_MS }, async () => {
    const load = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      for (let i = 0; i < RUNS; i += AT_ONCE)
        for (const told of await Promise.all(Array.from({ length: AT_ONCE }, run))) isAsAlways(told);
    } finally {
      for (const child of load) child.kill('SIGKILL');
    }
  });
});
