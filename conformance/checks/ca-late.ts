/** How a CA answers to a signed application while J-LIS gives it nothing to decide on. */
import { handedIn, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { exchangeText, failedIn } from './instead.ts';

const HANDED_IN = /\/signed$/;

/** In step `index` the application was handed in so often, and each time refused so; nothing was issued. */
export const refusesEach = (index: number, times: number, status: number, code: string): Expectation =>
  expectation(`in step ${index + 1} the CA refuses ${times} times with ${code}`, (seen) => {
    const answers = handedIn(seen.step(index));
    const wrong = answers.find((answer) => answer.status !== status || answer.problem !== code);
    return answers.length === times && !wrong
      ? []
      : [
          failedIn(
            seen,
            index,
            wrong ? 'the CA answered otherwise' : `it was asked ${answers.length} times`,
            {
              path: HANDED_IN,
              expected: `${times} times ${status}, ${code}`,
              ...(wrong && { actual: exchangeText(wrong), at: wrong.n }),
            },
          ),
        ];
  });

/** In step `index` nothing was issued: the CA gave J-LIS up, or the application was over when the answer came. */
export const refusesLate = (index: number): Expectation =>
  expectation(`in step ${index + 1} the answer of J-LIS comes too late, and nothing is issued`, (seen) => {
    const part = seen.step(index);
    const codes = handedIn(part).map(({ problem }) => problem);
    const right = ['application-expired', 'jpki-status-unavailable'];
    return [
      ...issues(part).map(({ n }) => ({
        kind: 'fail' as const,
        says: 'a certificate was issued after the end of its application',
        at: n,
      })),
      ...(codes.some((code) => right.includes(code ?? ''))
        ? []
        : [
            failedIn(seen, index, 'the CA did not refuse', { path: HANDED_IN, expected: right.join(' or ') }),
          ]),
    ];
  });
