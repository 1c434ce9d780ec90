/** What a relying party did with changes of address or name: pushes, the record, what became of each. */
import type { Finding } from '../verdict/types.ts';
import { BANK_HOST, recordIn } from './bank.ts';
import { type Expectation, expectation } from './expectation.ts';
import type { Seen, SeenHttp } from './seen.ts';

const PUSH_HOST = 'push.test';

export const pushes = (seen: Seen): readonly SeenHttp[] =>
  seen.http({ host: PUSH_HOST, path: /^\/notifications$/ });

/** In the step one push goes out: to nobody else, and not twice. */
export const pushesOnce = (index: number): Expectation =>
  expectation(`in step ${index + 1} one push goes out`, (seen) => {
    const found = pushes(seen.step(index));
    return found.length === 1
      ? []
      : [
          {
            kind: 'fail',
            says: `${found.length} pushes went out, 1 expected`,
            ...(found[1] && { at: found[1].n }),
          },
        ];
  });

/** The address that was laid down for this citizen stands in the record. */
export const recordHasAddressOf = (index: number, citizen: number): Expectation =>
  expectation(`after step ${index + 1} the record has the new address of citizen ${citizen}`, (seen) => {
    const found = recordIn(seen, index);
    const expected = seen.given(`address of ${citizen}`) as string | undefined;
    if (!found) return [{ kind: 'fail', says: 'the bank shows no record' }];
    const { address } = (found.record.facts ?? {}) as { address?: string };
    return expected !== undefined && address === expected
      ? []
      : [{ kind: 'fail', says: 'the record has another address', at: found.n }];
  });

/** The record as it was shown in the step has had so many changes. */
export const recordVersionIs = (index: number, version: number): Expectation =>
  expectation(`after step ${index + 1} the record has the version ${version}`, (seen) => {
    const found = recordIn(seen, index);
    if (!found) return [{ kind: 'fail', says: 'the bank shows no record' }];
    return found.record.version === version
      ? []
      : [
          {
            kind: 'fail',
            says: 'the record was changed another number of times',
            expected: String(version),
            actual: String(found.record.version),
            at: found.n,
          },
        ];
  });

/** The states of the customer's changes, oldest first, as the bank shows them in the step. */
export const changesAre = (index: number, ...states: readonly string[]): Expectation =>
  expectation(`after step ${index + 1} the changes are ${states.join(', ')}`, (seen) => {
    const look = seen
      .step(index)
      .http({ host: BANK_HOST, path: /^\/changes$/ })
      .at(-1);
    const { changes } = (look?.response ?? {}) as { changes?: readonly { state?: string }[] };
    if (!look || !changes) return [{ kind: 'fail', says: 'the bank shows no changes' }];
    const actual = changes.map(({ state }) => state).join(', ');
    return actual === states.join(', ')
      ? []
      : [{ kind: 'fail', says: 'not so', expected: states.join(', '), actual, at: look.n } satisfies Finding];
  });
