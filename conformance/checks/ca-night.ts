/** Many applications in a row. */
import { issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { failedIn, insteadIn } from './instead.ts';

/** So many certificates came out, each in the answer to its application. */
export const issuesEach = (index: number, count: number): Expectation =>
  expectation(`in step ${index + 1} each of ${count} applications is answered with a certificate`, (seen) => {
    const issued = new Set(issues(seen.step(index)).map(({ application }) => application)).size;
    return issued === count
      ? []
      : [
          failedIn(seen, index, 'not every application was answered with a certificate', {
            expected: String(count),
            actual: `${issued}; ${insteadIn(seen, index, /\/signed$/).actual}`,
          }),
        ];
  });
