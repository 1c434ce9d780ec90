/** What operators heard of a CA. */
import { CA_HOST } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';

/** In the step the operator who asked heard of so many changes, and could fetch each. */
export const bankHears = (index: number, count: number): Expectation =>
  expectation(`in step ${index + 1} the bank hears of ${count} changes`, (seen) => {
    const part = seen.step(index);
    const asked = part.http({ host: CA_HOST, path: /^\/events$/ }).filter(({ status }) => status === 200);
    if (asked.length === 0)
      return [{ kind: 'fail', says: 'the bank got no answer to its question for events' }];
    const fetched = part
      .http({ host: CA_HOST, path: /^\/attribute-cases\/[0-9a-f]+$/ })
      .filter(({ status }) => status === 200);
    return fetched.length === count
      ? []
      : [
          {
            kind: 'fail',
            says: 'the bank heard of another number of changes',
            expected: String(count),
            actual: String(fetched.length),
            at: asked[0]!.n,
          },
        ];
  });
