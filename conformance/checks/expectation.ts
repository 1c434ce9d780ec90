/** Expected results: pure functions from what was seen to findings. */
import type { Finding } from '../verdict/types.ts';
import type { Seen } from './seen.ts';

export interface Expectation {
  /** The rule as a sentence. */
  readonly says: string;
  readonly check: (seen: Seen) => readonly Finding[];
}

const fail = (says: string, details: Partial<Finding> = {}): Finding => ({ kind: 'fail', says, ...details });

/** A rule of one's own: no findings means that it holds. */
export const expectation = (says: string, check: (seen: Seen) => readonly Finding[]): Expectation => ({
  says,
  check,
});

/** Holds, or fails with its own sentence. */
export const thatHolds = (says: string, holds: (seen: Seen) => boolean): Expectation =>
  expectation(says, (seen) => (holds(seen) ? [] : [fail(`not so: ${says}`)]));

const numbers = (items: readonly { readonly n: number }[]): Partial<Finding> =>
  items[0] === undefined ? {} : { at: items[0].n };

export const exactly = (
  count: number,
  what: string,
  select: (seen: Seen) => readonly { readonly n: number }[],
): Expectation =>
  expectation(`exactly ${count} ${what}`, (seen) => {
    const found = select(seen);
    if (found.length === count) return [];
    return [
      fail(`${found.length} ${what}, ${count} expected`, {
        expected: String(count),
        actual: String(found.length),
        ...numbers(found.slice(count)),
      }),
    ];
  });

export const none = (what: string, select: (seen: Seen) => readonly { readonly n: number }[]): Expectation =>
  expectation(`no ${what}`, (seen) => {
    const found = select(seen);
    return found.length === 0
      ? []
      : [fail(`${what} was seen`, { expected: '0', actual: String(found.length), ...numbers(found) })];
  });

/** The first of a selection equals what is expected; a missing one fails too. */
export const equal = (
  says: string,
  select: (seen: Seen) => {
    readonly expected: string | undefined;
    readonly actual: string | undefined;
    readonly at?: number;
  },
): Expectation =>
  expectation(says, (seen) => {
    const { expected, actual, at } = select(seen);
    if (expected !== undefined && expected === actual) return [];
    return [
      fail(`not so: ${says}`, {
        expected: expected ?? 'something to compare with',
        actual: actual ?? 'nothing',
        ...(at !== undefined && { at }),
      }),
    ];
  });
