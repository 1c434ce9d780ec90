/** What a relying party answered to log-ins. */
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

export const BANK_HOST = 'bank.test';

export const answers = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: BANK_HOST, path: /^\/login\/answers$/ });

/** Logged in: 200, and a session that the bank made. */
const loggedIn = (x: SeenHttp): boolean => {
  const { state, session } = (x.response ?? {}) as { state?: unknown; session?: unknown };
  return (
    x.status === 200 && state === 'logged-in' && typeof session === 'string' && /^[0-9a-f]{32}$/.test(session)
  );
};

export const loginAccepted = (index: number): Expectation =>
  expectation(`in step ${index + 1} the log-in is accepted`, (seen) => {
    const found = answers(seen.step(index));
    if (found.length > 0 && found.every(loggedIn)) return [];
    return [
      {
        kind: 'fail',
        says: 'a good log-in was not accepted',
        expected: '200 with a session',
        actual: found[0]
          ? `${found[0].status ?? 'no answer'} ${found[0].problem ?? ''}`.trim()
          : 'no answer handed in',
        ...(found[0] && { at: found[0].n }),
      },
    ];
  });

/** Every answer of the step is refused with one of these codes. */
export const loginRefused = (index: number, ...codes: readonly string[]): Expectation =>
  expectation(`in step ${index + 1} every log-in is refused with ${codes.join(' or ')}`, (seen) => {
    const found = answers(seen.step(index));
    if (found.length === 0) return [{ kind: 'inconc', says: 'no answer was handed in' }];
    return found
      .filter((x) => !codes.includes(x.problem ?? '') || (x.status ?? 0) < 400)
      .map(
        (x): Finding => ({
          kind: 'fail',
          says: loggedIn(x) ? 'a log-in was accepted that must be refused' : 'the refusal has another code',
          expected: codes.join(' or '),
          actual: `${x.status ?? 'no answer'} ${x.problem ?? ''}`.trim(),
          at: x.n,
        }),
      );
  });
