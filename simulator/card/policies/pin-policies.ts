/** How the card keeps PINs: comparison, counters, verified state. Each PIN file stands for itself. */
import { type StatusWord, SW_NOT_VERIFIED, swTriesLeft } from '../../apdu/index.ts';
import type { PinFile } from '../card-data.ts';
import type { CardKnobs } from '../knobs.ts';
import { type CardState, memoryOf, withMemory, withVerified } from '../state.ts';

/** Byte by byte; the card folds no case. */
export { equal as comparePin } from '../../apdu/index.ts';

/** No tries are left; only the issuer can help. */
export function isBlocked(state: CardState, pin: PinFile): boolean {
  return memoryOf(state, pin).triesLeft === 0;
}

/** Only failures in a row count: success restores the full counter (guidance of the municipalities to holders). */
export function onVerifySuccess(state: CardState, pin: PinFile): CardState {
  return withVerified(withMemory(state, pin, { triesLeft: pin.triesMax }), pin, true);
}

/** One try less; an earlier success no longer holds (assumed: knob failClearsStatus). */
export function onVerifyFailure(state: CardState, pin: PinFile, knobs: CardKnobs): CardState {
  const taken = withMemory(state, pin, { triesLeft: memoryOf(state, pin).triesLeft - 1 });
  return knobs.failClearsStatus ? withVerified(taken, pin, false) : taken;
}

/** 63Cx, x the tries left (ISO/IEC 7816-4:2020 5.6); 6300 where none are counted (JICSAP specification 1.1, table 25). */
export function tellTries(state: CardState, pin: PinFile): StatusWord {
  const { triesLeft } = memoryOf(state, pin);
  return triesLeft === Number.POSITIVE_INFINITY ? SW_NOT_VERIFIED : swTriesLeft(triesLeft);
}

/** Length and alphabet. Whether the card itself checks the alphabet is unknown; assumed that it does (knob signPinPolicy). */
export function acceptsNewValue(pin: PinFile, value: Uint8Array): boolean {
  // Bytes as characters of the same value; other bytes than ASCII then fit no format.
  return pin.format.pattern.test(String.fromCharCode(...value));
}

/** The counter is full and the PIN verified afterwards, as they were before (assumed). */
export function afterPinChange(state: CardState, pin: PinFile, value: Uint8Array): CardState {
  return withMemory(state, pin, { value });
}

/** The window of the municipality: a full counter, perhaps a new value, and nothing verified by it. */
export function afterUnlock(state: CardState, pin: PinFile, value: Uint8Array | undefined): CardState {
  const change = { triesLeft: pin.triesMax, ...(value && { value }) };
  return withVerified(withMemory(state, pin, change), pin, false);
}
