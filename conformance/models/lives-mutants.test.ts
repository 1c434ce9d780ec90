/** A J-LIS with one wrong decision does not pass: what the lives look for is really looked for. */
import { describe, expect, test } from 'vitest';
import { jlisSteps } from '../../simulator/jlis/index.ts';
import { livesCoverage } from './lives-coverage.ts';
import { jlisMutants } from './lives-mutants.ts';
import { checkLives } from './lives-property.ts';

const SEED = 20_260_401;
/** Most wrong decisions are met within a few lives, the slowest within some forty. */
const LIVES_MAX = 200;

describe('lives notice a J-LIS in which', () => {
  test.each(Object.entries(jlisMutants))('%s', { timeout: 300_000 }, async (_name, change) => {
    const steps = { ...jlisSteps, ...change };
    const { failed, numRuns } = await checkLives(livesCoverage(), {
      numRuns: LIVES_MAX,
      seed: SEED,
      steps,
      shrink: false,
    });
    expect(failed, `${numRuns} lives noticed nothing`).toBe(true);
  });
});
