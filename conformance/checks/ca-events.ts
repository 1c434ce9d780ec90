/** What operators heard of a CA. */
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, exchangeText, failedIn } from './instead.ts';

const EVENTS = /^\/events$/;
const CASES = /^\/attribute-cases\/[0-9a-f]+$/;

/** In the step the operator who asked heard of so many changes, and could fetch each. */
export const bankHears = (index: number, count: number): Expectation =>
  expectation(`in step ${index + 1} the bank hears of ${count} changes`, (seen) => {
    const part = seen.step(index);
    const asked = part.http({ host: CA_HOST, path: EVENTS }).filter(({ status }) => status === 200);
    if (asked.length === 0)
      return [failedIn(seen, index, 'the bank got no answer to its question for events', { path: EVENTS })];
    const fetched = part.http({ host: CA_HOST, path: CASES }).filter(({ status }) => status === 200);
    return fetched.length === count
      ? []
      : [
          failedIn(seen, index, 'the bank heard of another number of changes', {
            path: CASES,
            expected: String(count),
            actual: `${fetched.length} cases were fetched; ${exchangeText(asked[0]!)}`,
            at: asked[0]!.n,
          }),
        ];
  });
