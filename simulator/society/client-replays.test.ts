/** Every public client's dialogue, replayed on the virtual card; and each replay fails when one answer is another. */
import { describe, expect, test } from 'vitest';
import { type Chip, concat, fromHex } from '../apdu/index.ts';
import { createCard } from '../card/index.ts';
import { type ClientSequence, clientSequences, replay } from '../reader/clients/index.ts';
import { clientCard, holder } from './testing/client-cards.ts';

/** The card, but its answer to exchange `at` has a status word that no client expects anywhere. */
function withOneOtherWord(chip: Chip, at: number): Chip {
  let exchange = 0;
  return {
    atr: chip.atr,
    power: (op) => chip.power(op),
    async transmit(capdu) {
      const rapdu = await chip.transmit(capdu);
      return exchange++ === at ? concat(rapdu.subarray(0, -2), fromHex('6F42')) : rapdu;
    },
  };
}

// A sweep has hundreds of steps of the same kind; so many of them, evenly spread, are changed.
const CHANGED_MAX = 24;

/** Indices of the exchanges of a sequence, and the step each of them is. */
function exchangesOf(sequence: ClientSequence): number[] {
  return [...sequence.steps(holder).entries()].flatMap(([step, what]) => ('power' in what ? [] : [step]));
}

const byClient = Map.groupBy(clientSequences, ({ client }) => client);

test('every client of the list is here', () => {
  expect([...byClient.keys()]).toHaveLength(17);
});

describe.each([...byClient])('%s', (_client, sequences) => {
  test.each(sequences.map((sequence) => [sequence.shows, sequence] as const))(
    '%s',
    async (_shows, sequence) => {
      expect(await replay(sequence, holder, createCard(clientCard(sequence)))).toEqual([]);

      const steps = exchangesOf(sequence);
      const stride = Math.ceil(steps.length / CHANGED_MAX);
      for (let at = 0; at < steps.length; at += stride) {
        const chip = withOneOtherWord(createCard(clientCard(sequence)), at);
        const [first] = await replay(sequence, holder, chip);
        expect(first?.step, `exchange ${at} changed`).toBe(steps[at]);
      }
    },
  );
});
