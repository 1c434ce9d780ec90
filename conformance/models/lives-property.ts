/** Random lives against the law. */
import fc from 'fast-check';
import type { JlisSteps } from '../../simulator/jlis/index.ts';
import type { LivesCommand } from './lives-command.ts';
import type { LivesCoverage } from './lives-coverage.ts';
import { events, waits } from './lives-events.ts';
import { queries } from './lives-queries.ts';
import { statusQueries } from './lives-status.ts';
import { stories } from './lives-stories.ts';
import { foundLives, STARTS } from './lives-world.ts';

/** Events, questions and stories in one life. */
const PARTS_MAX = 60;

/** A list of lists, so that a failing life is cut to the few parts that matter. */
function lives(coverage: LivesCoverage): fc.Arbitrary<readonly LivesCommand[]> {
  const alone = fc.oneof(
    { weight: 10, arbitrary: events(coverage) },
    { weight: 4, arbitrary: waits(coverage) },
    { weight: 5, arbitrary: queries(coverage) },
    { weight: 2, arbitrary: statusQueries(coverage) },
  );
  const part = fc.oneof(
    { weight: 3, arbitrary: alone.map((command): readonly LivesCommand[] => [command]) },
    { weight: 1, arbitrary: stories(coverage) },
  );
  return fc.array(part, { minLength: 10, maxLength: PARTS_MAX, size: 'max' }).map((parts) => parts.flat());
}

export interface CheckLivesOptions {
  readonly numRuns: number;
  readonly seed: number;
  readonly steps?: JlisSteps;
  /** Replays one life: as a failure prints it. */
  readonly path?: string;
  /** Stop at the first failure, without looking for a shorter one. */
  readonly shrink?: boolean;
  /** Told after every hundred lives. */
  readonly onProgress?: (done: number) => void;
}

/** The details tell whether it failed, and with which seed and path it is replayed. */
export async function checkLives(
  coverage: LivesCoverage,
  { numRuns, seed, steps, path, shrink = true, onProgress }: CheckLivesOptions,
): Promise<fc.RunDetails<[string, readonly LivesCommand[]]>> {
  let done = 0;
  const property = fc.asyncProperty(
    fc.constantFrom<string[]>(...STARTS),
    lives(coverage),
    async (start, commands) => {
      await fc.asyncModelRun(() => foundLives(start, steps), commands);
      done += 1;
      if (done % 100 === 0) onProgress?.(done);
    },
  );
  return fc.check(property, { numRuns, seed, endOnFailure: !shrink, ...(path !== undefined && { path }) });
}
