/** What a relying party answered, and what it then had on record. */
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

export const BANK_HOST = 'bank.test';

const LOGIN = /^\/login\/answers$/;
const SIGNATURE = /^\/payments\/[0-9a-f]{32}\/signature$/;

const bankHttp = (seen: Seen, path: RegExp): readonly SeenHttp[] => seen.http({ host: BANK_HOST, path });
export const answers = (seen: Seen): readonly SeenHttp[] => bankHttp(seen, LOGIN);
export const signatures = (seen: Seen): readonly SeenHttp[] => bankHttp(seen, SIGNATURE);

const told = (x: SeenHttp): string => `${x.status ?? 'no answer'} ${x.problem ?? ''}`.trim();
const bodyOf = (x: SeenHttp): Record<string, unknown> => (x.response ?? {}) as Record<string, unknown>;

/** Logged in: 200, and a session that the bank made. */
const loggedIn = (x: SeenHttp): boolean => {
  const { state, session } = bodyOf(x);
  return (
    x.status === 200 && state === 'logged-in' && typeof session === 'string' && /^[0-9a-f]{32}$/.test(session)
  );
};

const executed = (x: SeenHttp): boolean => x.status === 200 && bodyOf(x).state === 'executed';

interface Deed {
  readonly what: string;
  readonly path: RegExp;
  readonly done: (x: SeenHttp) => boolean;
}
const LOG_IN: Deed = { what: 'log-in', path: LOGIN, done: loggedIn };
const PAYMENT: Deed = { what: 'payment', path: SIGNATURE, done: executed };

const accepted = ({ what, path, done }: Deed, index: number): Expectation =>
  expectation(`in step ${index + 1} the ${what} is accepted`, (seen) => {
    const found = bankHttp(seen.step(index), path);
    if (found.length > 0 && found.every(done)) return [];
    const bad = found.find((x) => !done(x));
    return [
      {
        kind: 'fail',
        says: `a good ${what} was not accepted`,
        expected: '200',
        actual: bad ? told(bad) : `no ${what} was handed in`,
        ...(bad && { at: bad.n }),
      },
    ];
  });

/** Every one of the step is refused with one of these codes. */
const refused = ({ what, path, done }: Deed, index: number, codes: readonly string[]): Expectation =>
  expectation(`in step ${index + 1} every ${what} is refused with ${codes.join(' or ')}`, (seen) => {
    const found = bankHttp(seen.step(index), path);
    if (found.length === 0) return [{ kind: 'inconc', says: `no ${what} was handed in` }];
    return found
      .filter((x) => !codes.includes(x.problem ?? '') || (x.status ?? 0) < 400)
      .map(
        (x): Finding => ({
          kind: 'fail',
          says: done(x) ? `a ${what} was accepted that must be refused` : 'the refusal has another code',
          expected: codes.join(' or '),
          actual: told(x),
          at: x.n,
        }),
      );
  });

export const loginAccepted = (index: number): Expectation => accepted(LOG_IN, index);
export const loginRefused = (index: number, ...codes: readonly string[]): Expectation =>
  refused(LOG_IN, index, codes);
export const paymentExecuted = (index: number): Expectation => accepted(PAYMENT, index);
export const paymentRefused = (index: number, ...codes: readonly string[]): Expectation =>
  refused(PAYMENT, index, codes);

const PRESS: Deed = {
  what: 'press',
  path: /^\/changes\/[0-9a-f]{32}\/confirmation$/,
  done: (x) => x.status === 200 && ['applied', 'declined'].includes(String(bodyOf(x).state)),
};
const REPORT: Deed = {
  what: 'report',
  path: /^\/reports$/,
  done: (x) => x.status === 200 && typeof bodyOf(x).version === 'number',
};
export const presses = (seen: Seen): readonly SeenHttp[] => bankHttp(seen, PRESS.path);
export const reports = (seen: Seen): readonly SeenHttp[] => bankHttp(seen, REPORT.path);
export const isDone = { login: LOG_IN.done, payment: PAYMENT.done, press: PRESS.done, report: REPORT.done };

export const pressAccepted = (index: number): Expectation => accepted(PRESS, index);
export const pressRefused = (index: number, ...codes: readonly string[]): Expectation =>
  refused(PRESS, index, codes);
export const reportAccepted = (index: number): Expectation => accepted(REPORT, index);
export const reportRefused = (index: number, ...codes: readonly string[]): Expectation =>
  refused(REPORT, index, codes);

/** The last look at the account in a step. */
function movementsIn(seen: Seen, index: number): { readonly n: number; readonly count: number } | undefined {
  const look = bankHttp(seen.step(index), /^\/account$/).at(-1);
  const movements = look && bodyOf(look).movements;
  return look && Array.isArray(movements) ? { n: look.n, count: movements.length } : undefined;
}

/** So many payments stand in the account at the end of a step: no more, and no fewer. */
export const movementsAre = (index: number, count: number): Expectation =>
  expectation(`after step ${index + 1} the account has ${count} movements`, (seen) => {
    const found = movementsIn(seen, index);
    if (!found) return [{ kind: 'fail', says: 'the bank does not show the account' }];
    return found.count === count
      ? []
      : [
          {
            kind: 'fail',
            says: `the account has ${found.count} movements, ${count} expected`,
            expected: String(count),
            actual: String(found.count),
            at: found.n,
          },
        ];
  });

/** The record that the bank showed in a step, the last time. */
export function recordIn(
  seen: Seen,
  index: number,
): { readonly n: number; readonly record: Record<string, unknown> } | undefined {
  const look = bankHttp(seen.step(index), /^\/customer$/).at(-1);
  return look?.status === 200 ? { n: look.n, record: bodyOf(look) } : undefined;
}

const sameRecords = (says: string, one: number, other: number, same: boolean): Expectation =>
  expectation(says, (seen): readonly Finding[] => {
    const [a, b] = [recordIn(seen, one), recordIn(seen, other)];
    if (!a || !b)
      return [{ kind: 'fail', says: `the bank shows no record in step ${(a ? other : one) + 1}` }];
    return (a.record.customer === b.record.customer) === same
      ? []
      : [{ kind: 'fail', says: `not so: ${says}`, at: b.n }];
  });

export const sameCustomer = (one: number, other: number): Expectation =>
  sameRecords(`steps ${one + 1} and ${other + 1} are one customer`, one, other, true);
export const otherCustomer = (one: number, other: number): Expectation =>
  sameRecords(`steps ${one + 1} and ${other + 1} are two customers`, one, other, false);

/** The record of one step is, to the last member, that of another. */
export const recordUnchanged = (before: number, after: number): Expectation =>
  expectation(`the record after step ${after + 1} is that after step ${before + 1}`, (seen) => {
    const [a, b] = [recordIn(seen, before), recordIn(seen, after)];
    if (!a || !b) return [{ kind: 'fail', says: 'the bank shows no record to compare' }];
    return JSON.stringify(a.record) === JSON.stringify(b.record)
      ? []
      : [
          {
            kind: 'fail',
            says: 'the record of the customer changed',
            expected: `version ${a.record.version}`,
            actual: `version ${b.record.version}`,
            at: b.n,
          },
        ];
  });

/** Whoever looks without a session of a customer is sent to the log-in, and sees nothing. */
export const sessionRefused = (index: number): Expectation =>
  expectation(`in step ${index + 1} nothing is shown without a session`, (seen) => {
    const looks = bankHttp(seen.step(index), /^\/customer$/);
    if (looks.length === 0) return [{ kind: 'inconc', says: 'nobody looked' }];
    return looks
      .filter((x) => x.problem !== 'session-unknown')
      .map(
        (x): Finding => ({
          kind: 'fail',
          says: 'the record was shown, or the refusal has another code',
          expected: 'session-unknown',
          actual: told(x),
          at: x.n,
        }),
      );
  });

/** In step `again` each report gets the answer, word for word, that the one of step `first` got; there is at least one. */
export const sameReportAnswer = (first: number, again: number): Expectation =>
  expectation(`in step ${again + 1} a report gets the answer of step ${first + 1} again`, (seen) => {
    const [given] = reports(seen.step(first));
    const later = reports(seen.step(again));
    const other = later.find(
      ({ status, response }) =>
        status !== given?.status || JSON.stringify(response) !== JSON.stringify(given?.response),
    );
    if (given && later.length > 0 && !other) return [];
    return [
      {
        kind: 'fail',
        says: 'the same report got another answer',
        expected: String(given?.status),
        actual: String(other?.problem ?? other?.status ?? 'no answer'),
        ...(other && { at: other.n }),
      },
    ];
  });
