import { expect, test } from 'vitest';
import { type ChannelEvent, inProcessReader, traced } from './channels.ts';
import { TINY_ATR, tinyChip } from './testing/tiny-chip.ts';

const CAPDU = Uint8Array.of(0, 0xb0, 0, 0, 0);
const RAPDU = Uint8Array.of(0, 0xb0, 0, 0, 0, 0x90, 0);
const CARD_ABSENT = { code: 'ERR_CARD_ABSENT' };

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
