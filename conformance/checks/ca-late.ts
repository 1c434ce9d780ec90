/** How a CA answers to a signed application while J-LIS gives it nothing to decide on. */
import { handedIn, issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';

/** In step `index` the application was handed in so often, and each time refused so; nothing was issued. */
export const refusesEach = (index: number, times: number, status: number, code: string): Expectation =>
  expectation(`in step ${index + 1} the CA refuses ${times} times with ${code}`, (seen) => {
    const answers = handedIn(seen.step(index));
    const wrong = answers.find((answer) => answer.status !== status || answer.problem !== code);
    return answers.length === times && !wrong
      ? []
      : [
          {
            kind: 'fail',
            says: wrong ? 'the CA answered otherwise' : `it was asked ${answers.length} times`,
            expected: `${times} times ${status}, ${code}`,
            actual: wrong ? `${wrong.status ?? 'no answer'}, ${wrong.problem ?? 'no problem document'}` : '',
            ...(wrong && { at: wrong.n }),
          },
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
            {
              kind: 'fail' as const,
              says: 'the CA did not refuse',
              expected: right.join(' or '),
              actual: codes.join(', '),
            },
          ]),
    ];
  });
