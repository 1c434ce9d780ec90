/** The engine, on a chip that knows its answers by heart: it accepts them, and nothing else. */
import { expect, test } from 'vitest';
import { type Chip, fromHex } from '../../apdu/index.ts';
import type { Holder } from './holder.ts';
import { type ClientSequence, replay } from './index.ts';
import { ok, query, refused, selectAp, selectEf, verify } from './step.ts';

const holder = { authPin: '1234' } as Holder;
const sequence: ClientSequence = {
  client: 'a client',
  version: '1',
  shows: 'how a replay works',
  steps: ({ authPin }) => [
    selectAp('jpki'),
    selectEf('0018'),
    query(3),
    verify(authPin),
    { power: 'reset' },
    refused('00B0000001', '6986', '6982'),
    ok('00B0810002', { kind: 'bytes', hex: '3082' }),
  ],
};
const ANSWERS = ['9000', '9000', '63C3', '9000', '6982', '30829000'];

function chipOf(answers: readonly string[]): Chip & { readonly events: string[] } {
  const events: string[] = [];
  const left = [...answers];
  return {
    events,
    atr: fromHex('3B80'),
    power: (op) => void events.push(op),
    transmit: () => fromHex(left.shift() ?? '6F00'),
  };
}

test('the answers expected are accepted, alternatives too', async () => {
  const chip = chipOf(ANSWERS);
  expect(await replay(sequence, holder, chip)).toEqual([]);
  expect(chip.events).toEqual(['on', 'reset', 'off']);
});

test.each([...ANSWERS.keys()])(
  'answer %i with another status word is a difference at its step',
  async (at) => {
    const answers = ANSWERS.with(at, ANSWERS[at]!.replace(/....$/, '6F00'));
    const [first] = await replay(sequence, holder, chipOf(answers));
    expect(first?.step).toBe(at < 4 ? at : at + 1); // the power step lies between
    expect(first?.line).toContain('6F00');
  },
);

test.each([
  [1, 'AA9000', 'no data expected'],
  [5, '30839000', 'other content'],
  [5, '3082009000', 'other content'],
])('answer %i as %s: %s', async (at, answer, difference) => {
  expect((await replay(sequence, holder, chipOf(ANSWERS.with(at, answer))))[0]?.difference).toBe(difference);
});
