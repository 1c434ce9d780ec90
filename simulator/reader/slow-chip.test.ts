import { expect, test } from 'vitest';
import type { Chip } from '../apdu/channel.ts';
import { slowChip } from './slow-chip.ts';

const chip: Chip = {
  atr: Uint8Array.of(0x3b, 0),
  power: () => {},
  transmit: () => Uint8Array.of(0x90, 0x00),
};

test('a signature waits longer than the rest, and the answer is the same', async () => {
  const waited: number[] = [];
  const slow = slowChip(chip, { signature: 300, other: 5 }, async (ms) => void waited.push(ms));
  expect(await slow.transmit(Uint8Array.of(0x00, 0xa4, 0x02, 0x0c))).toEqual(Uint8Array.of(0x90, 0x00));
  await slow.transmit(Uint8Array.of(0x80, 0x2a, 0x00, 0x80));
  expect(waited).toEqual([5, 300]);
  expect(slow.atr).toBe(chip.atr);
});

test('without latency it is the chip itself', () => {
  expect(slowChip(chip, { signature: 0, other: 0 }, async () => {})).toBe(chip);
});
