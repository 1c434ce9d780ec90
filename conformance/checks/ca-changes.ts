/** What relying parties hear from a CA. */
import { type Expectation, expectation } from './expectation.ts';
import { CA_HOST, failedIn } from './instead.ts';

const EVENTS = /^\/events$/;

/** In step `index` an operator asks for events, and hears of a change of attributes or does not. */
export const hearsOfChange = (index: number, yes: boolean): Expectation =>
  expectation(
    `in step ${index + 1} the operator hears ${yes ? 'of a change' : 'of no change'} of attributes`,
    (seen) => {
      const [answer] = seen.step(index).http({ host: CA_HOST, path: EVENTS });
      const { events } = (answer?.response ?? {}) as { events?: readonly { kind?: unknown }[] };
      if (!answer || !Array.isArray(events))
        return [failedIn(seen, index, 'the CA told no events', { path: EVENTS })];
      return events.some(({ kind }) => kind === 'attributes-changed') === yes
        ? []
        : [
            {
              kind: 'fail',
              says: yes ? 'the change was not told' : 'a change was told without a ground',
              expected: yes ? 'attributes-changed' : 'no attributes-changed',
              actual: events.map(({ kind }) => String(kind)).join(', ') || 'no event at all',
              at: answer.n,
            },
          ];
    },
  );
