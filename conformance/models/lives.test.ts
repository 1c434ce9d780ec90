/** Random lives of three people over years of the world's time: J-LIS does what the law says, and every answer is reached. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { livesCoverage } from './lives-coverage.ts';
import { checkLives } from './lives-property.ts';

const LONG = process.env.FPOS_HIL_LONG === '1';
const LIVES = LONG ? 5_000 : 50;
const SEED = 20_260_401;

test(`${LIVES} random lives`, { timeout: 3_600_000 }, async () => {
  const coverage = livesCoverage();
  const details = await checkLives(coverage, {
    numRuns: LIVES,
    seed: SEED,
    onProgress: (done) => {
      if (LONG) console.log(`lives: ${done}`);
    },
  });
  if (details.failed) expect.fail(`${fc.defaultReportMessage(details)}\n${details.errorInstance}`);
  console.log(coverage.table());
  expect(coverage.missing()).toEqual([]);
});
