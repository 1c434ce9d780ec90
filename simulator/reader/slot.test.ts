import { expect, test } from 'vitest';
import { SCARD_E_NO_SMARTCARD, SCARD_E_NOT_TRANSACTED, SCARD_PROTOCOL_T1, SCARD_S_SUCCESS } from './scard.ts';
import { Slot } from './slot.ts';
import { tinyChip } from './testing/tiny-chip.ts';

const CAPDU = Uint8Array.of(0, 0x84, 0, 0, 8);

test('a card that leaves while it is reset stays away', async () => {
  const started = Promise.withResolvers<void>();
  const chip = {
    ...tinyChip(),
    power(op: string): void | Promise<void> {
      if (op !== 'reset') return undefined;
      started.resolve();
      return new Promise<never>(() => {});
    },
  };
  const slot = new Slot();
  await slot.insert(chip);
  const reset = slot.inTurn(() => slot.reset());
  await started.promise;
  await slot.remove();
  await reset;
  expect(slot.power).toBe('absent');
  expect((await slot.exchange(CAPDU)).rv).toBe(SCARD_E_NO_SMARTCARD);
});

test('a card without power answers nothing, and a reset powers it', async () => {
  const chip = tinyChip();
  const slot = new Slot();
  await slot.insert(chip);
  slot.protocol = SCARD_PROTOCOL_T1;
  await slot.powerOff();
  expect(slot.protocol).toBe(0);
  expect((await slot.exchange(CAPDU)).rv).toBe(SCARD_E_NOT_TRANSACTED);
  await slot.reset();
  expect((await slot.exchange(CAPDU)).rv).toBe(SCARD_S_SUCCESS);
  expect(chip.powerOps).toEqual(['on', 'off', 'on']);
});

test('a card without power is not powered off again when it leaves', async () => {
  const chip = tinyChip();
  const slot = new Slot();
  await slot.insert(chip);
  await slot.powerOff();
  await slot.remove();
  expect(chip.powerOps).toEqual(['on', 'off']);
});

test('a chip that cannot be powered is mute and shows no ATR', async () => {
  const slot = new Slot();
  await slot.insert({ ...tinyChip(), power: () => Promise.reject(new Error('broken')) });
  expect([slot.power, slot.atr.length]).toEqual(['mute', 0]);
});
