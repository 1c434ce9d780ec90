import { expect, test } from 'vitest';
import { type ChannelEvent, inProcessReader, removedAfter, traced, withDelay } from './channels.ts';
import { TINY_ATR, tinyChip } from './testing/tiny-chip.ts';

const CAPDU = Uint8Array.of(0, 0xb0, 0, 0, 0);
const RAPDU = Uint8Array.of(0, 0xb0, 0, 0, 0, 0x90, 0);
const CARD_ABSENT = { code: 'ERR_CARD_ABSENT' };
const CARD_REMOVED = { code: 'ERR_CARD_REMOVED' };

test('the reader powers the chip for one presence', async () => {
  const chip = tinyChip();
  const seen: boolean[] = [];
  const reader = inProcessReader(chip, { onPresence: (present) => seen.push(present) });
  await expect(reader.transmit(CAPDU)).rejects.toMatchObject(CARD_ABSENT);
  await expect(reader.reset()).rejects.toMatchObject(CARD_ABSENT);
  expect(await reader.connect()).toEqual({ atr: TINY_ATR });
  await expect(reader.connect()).rejects.toMatchObject({ code: 'ERR_READER_BUSY' });
  expect(await reader.transmit(CAPDU)).toEqual(RAPDU);
  expect(await reader.reset()).toEqual({ atr: TINY_ATR });
  await reader.disconnect();
  await reader.disconnect();
  await expect(reader.transmit(CAPDU)).rejects.toMatchObject(CARD_ABSENT);
  expect(chip.powerOps).toEqual(['on', 'reset', 'off']);
  expect(seen).toEqual([true, false]);
});

test('the trace tells what passed, in order', async () => {
  const events: ChannelEvent[] = [];
  const channel = traced(inProcessReader(tinyChip()), (event) => events.push(event));
  await channel.connect();
  await channel.transmit(CAPDU);
  await channel.reset();
  await channel.disconnect();
  await expect(channel.transmit(CAPDU)).rejects.toMatchObject(CARD_ABSENT);
  expect(events).toEqual([
    { type: 'connect', atr: TINY_ATR },
    { type: 'transmit', capdu: CAPDU, rapdu: RAPDU },
    { type: 'reset', atr: TINY_ATR },
    { type: 'disconnect' },
  ]);
});

test('the card leaves before the n-th exchange of each presence', async () => {
  const chip = tinyChip();
  const channel = removedAfter(inProcessReader(chip), 2);
  for (let presence = 0; presence < 2; presence += 1) {
    await channel.connect();
    expect(await channel.transmit(CAPDU)).toEqual(RAPDU);
    await expect(channel.transmit(CAPDU)).rejects.toMatchObject(CARD_REMOVED);
    await expect(channel.transmit(CAPDU)).rejects.toMatchObject(CARD_REMOVED);
    await expect(channel.reset()).rejects.toMatchObject(CARD_REMOVED);
    if (presence === 0) await channel.disconnect();
  }
  expect(chip.capdus.length).toBe(2);
  expect(chip.powerOps).toEqual(['on', 'off', 'on', 'off']);
});

test('the delay comes before the card sees the command, and wrappers compose', async () => {
  const order: string[] = [];
  const chip = tinyChip(() => {
    order.push('card');
    return Uint8Array.of(0x90, 0);
  });
  const reader = removedAfter(inProcessReader(chip), 3);
  const channel = traced(
    withDelay(reader, async () => void order.push('wait')),
    ({ type }) => order.push(type),
  );
  await channel.connect();
  await channel.transmit(CAPDU);
  await channel.transmit(CAPDU);
  await expect(channel.transmit(CAPDU)).rejects.toMatchObject(CARD_REMOVED);
  expect(order).toEqual(['connect', 'wait', 'card', 'transmit', 'wait', 'card', 'transmit', 'wait']);
});
