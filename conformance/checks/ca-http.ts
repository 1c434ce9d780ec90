/** How a CA answers over HTTP, whatever it answers. */
import { issues } from './ca.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, exchangeText, failedIn, lastAnswer } from './instead.ts';
import type { Seen, SeenHttp } from './seen.ts';

const PROBLEM_TYPE = 'application/problem+json';

const toCa = (seen: Seen, index: number): readonly SeenHttp[] => seen.step(index).http({ host: CA_HOST });

const typeOf = (seen: Seen, { n }: SeenHttp): string => {
  const exchange = seen.all.find((o) => o.n === n);
  return (exchange?.kind === 'http' && exchange.response?.type) || '';
};

/** RFC 9457: media type, and a document that says what the status line says. */
function documentFaults(seen: Seen, answer: SeenHttp): readonly string[] {
  const { type, title, status } = (answer.response ?? {}) as Readonly<Record<string, unknown>>;
  return [
    ...(typeOf(seen, answer).startsWith(PROBLEM_TYPE) ? [] : [`the media type is not ${PROBLEM_TYPE}`]),
    ...(status === answer.status ? [] : ['the status in the document is not that of the answer']),
    ...(typeof type === 'string' && typeof title === 'string' ? [] : ['the document lacks type or title']),
  ];
}

/** In step `index` every answer of the CA is a problem document with this code and HTTP status; there is at least one. */
export const refusesAll = (index: number, status: number, code: string): Expectation =>
  expectation(`in step ${index + 1} the CA answers ${status} with a problem document ${code}`, (seen) => {
    const answers = toCa(seen, index);
    if (answers.length === 0) return [failedIn(seen, index, `the CA was asked nothing in step ${index + 1}`)];
    return answers.flatMap((answer) =>
      [
        ...(answer.status === status && answer.problem === code
          ? []
          : [`the answer is ${answer.status ?? 'none'}, ${answer.problem ?? 'no problem document'}`]),
        ...documentFaults(seen, answer),
      ].map((says) => ({
        kind: 'fail' as const,
        says,
        expected: `${status}, ${code}`,
        actual: exchangeText(answer),
        at: answer.n,
      })),
    );
  });

/** In step `index` every request that matches gets this status; there are that many. */
export const answersEach = (index: number, path: RegExp, count: number, status: number): Expectation =>
  expectation(`in step ${index + 1} the CA answers ${count} requests with ${status}`, (seen) => {
    const answers = seen.step(index).http({ host: CA_HOST, path });
    const right = answers.filter((answer) => answer.status === status);
    const other = answers.find((answer) => answer.status !== status);
    if (answers.length === count && right.length === count) return [];
    return [
      failedIn(seen, index, `${right.length} of ${answers.length} requests were answered with ${status}`, {
        path,
        expected: `${count} answers`,
        ...(other && { actual: exchangeText(other), at: other.n }),
      }),
    ];
  });

const certificatesIn = (seen: Seen, steps: readonly number[]): readonly string[] =>
  steps.flatMap((index) => issues(seen.step(index)).map(({ der }) => Buffer.from(der).toString('base64')));

/** In these steps certificates came out as often as told, and all of them are one and the same. */
export const oneCertificate = (times: number, ...steps: readonly number[]): Expectation =>
  expectation(`one certificate came out, ${times} times`, (seen) => {
    const found = certificatesIn(seen, steps);
    const different = new Set(found).size;
    return found.length === times && different === 1
      ? []
      : [
          {
            kind: 'fail',
            requirement: 'OP-SAME-ANSWER',
            says: `${different} certificates came out, in ${found.length} answers`,
            expected: `one, in ${times}`,
            ...lastAnswer(seen, /\/(signed|activation|renewal)$/),
          },
        ];
  });
