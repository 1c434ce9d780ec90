/** What a CA tells relying parties: events without personal data, and cases with the items that changed. */
import type { Finding } from '../verdict/types.ts';
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, failedIn } from './instead.ts';
import type { Seen } from './seen.ts';

interface SeenCase {
  readonly n: number;
  readonly state: unknown;
  readonly items: readonly string[];
}

/** Members of the four items as they travel, by the item that they belong to. */
const ITEM_OF: Readonly<Record<string, string>> = {
  name: 'name',
  nameFlags: 'name',
  nameKana: 'name',
  address: 'address',
  addressFlags: 'address',
  birth: 'birth',
  gender: 'gender',
};

const CASES = /^\/attribute-cases\//;
const EVENTS = /^\/events$/;

/** Cases that operators fetched or closed; each with the items in it. */
const casesIn = (seen: Seen): readonly SeenCase[] =>
  seen.http({ host: CA_HOST, path: CASES }).flatMap(({ n, response, status }) => {
    const { items, state } = (response ?? {}) as { items?: unknown; state?: unknown };
    if (status !== 200 || typeof items !== 'object' || items === null) return [];
    return [{ n, state, items: [...new Set(Object.keys(items).map((member) => ITEM_OF[member] ?? member))] }];
  });

/** In step `index` one case after the other holds one of these items and nothing else, and each of them occurs. */
export const oneItemEach = (index: number, items: readonly string[]): Expectation =>
  expectation(`in step ${index + 1} each case holds the one item that was consented to`, (seen) => {
    const found = casesIn(seen.step(index));
    const wide = found
      .filter((one) => one.items.length !== 1)
      .map(
        (one): Finding => ({
          kind: 'fail',
          requirement: 'JPR-35-2-2',
          says: 'an item that was not consented to was kept and passed on',
          actual: one.items.join(', '),
          at: one.n,
        }),
      );
    const missing = items.filter((item) => !found.some((one) => one.items.includes(item)));
    return missing.length === 0
      ? wide
      : [
          ...wide,
          failedIn(seen, index, `no case about ${missing.join(', ')} came`, {
            path: CASES,
            expected: items.join(', '),
            ...(found.length > 0 && { actual: found.map((one) => one.items.join(', ')).join('; ') }),
          }),
        ];
  });

/** In step `index` a case stands in this state. */
export const caseIs = (index: number, state: string): Expectation =>
  expectation(`in step ${index + 1} the case is ${state}`, (seen) => {
    const found = casesIn(seen.step(index));
    const last = found.at(-1);
    return last?.state === state
      ? []
      : [
          failedIn(seen, index, 'the case stands otherwise', {
            path: CASES,
            expected: state,
            ...(last && { actual: String(last.state), at: last.n }),
          }),
        ];
  });

interface SeenEvent {
  readonly n: number;
  readonly kind: unknown;
}

const eventsIn = (seen: Seen): readonly SeenEvent[] =>
  seen.http({ host: CA_HOST, path: EVENTS }).flatMap(({ n, response }) => {
    const { events } = (response ?? {}) as { events?: unknown };
    return Array.isArray(events) ? events.map(({ kind }: { kind: unknown }) => ({ n, kind })) : [];
  });

/** In step `index` whoever asked hears of this many events of a kind; it was answered at all. */
export const hears = (index: number, count: number, kind: string): Expectation =>
  expectation(`in step ${index + 1} the operator hears of ${count} events ${kind}`, (seen) => {
    const part = seen.step(index);
    const answered = part.http({ host: CA_HOST, path: EVENTS }).some(({ status }) => status === 200);
    const found = eventsIn(part).filter((event) => event.kind === kind);
    if (answered && found.length === count) return [];
    const says = answered ? `${found.length} events were told` : 'no events were told';
    const expected = `${count} of the kind ${kind}`;
    if (!answered) return [failedIn(seen, index, says, { path: EVENTS, expected })];
    const kinds = eventsIn(part).map((event) => String(event.kind));
    return [
      failedIn(seen, index, says, {
        path: EVENTS,
        expected,
        actual: kinds.length === 0 ? 'no event at all' : `of the kinds ${kinds.join(', ')}`,
        ...(found[0] && { at: found[0].n }),
      }),
    ];
  });

/** What an event may say (open profile): everything else could be about the person. */
const EVENT_MEMBERS = ['number', 'at', 'kind', 'pairwise', 'subject'];

/** In step `index` the events hold the members of the profile and nothing else. */
export const eventsAreBare = (index: number): Expectation =>
  expectation(`in step ${index + 1} events hold no personal data`, (seen) =>
    seen
      .step(index)
      .http({ host: CA_HOST, path: EVENTS })
      .flatMap(({ n, response }): readonly Finding[] => {
        const { events } = (response ?? {}) as { events?: unknown };
        const members = Array.isArray(events) ? events.flatMap((event) => Object.keys(event as object)) : [];
        const other = members.filter((member) => !EVENT_MEMBERS.includes(member));
        return other.length === 0
          ? []
          : [
              {
                kind: 'fail',
                says: 'an event says more than that something changed',
                actual: other.join(', '),
                at: n,
              },
            ];
      }),
  );
