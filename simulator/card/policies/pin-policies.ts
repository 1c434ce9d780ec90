/** How the card keeps PINs: comparison, counters, verified state. Each PIN file stands for itself. */
import { type StatusWord, swTriesLeft } from '../../apdu/index.ts';
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

/** 63Cx, x the tries left (ISO/IEC 7816-4:2020 5.6). */
export function tellTries(state: CardState, pin: PinFile): StatusWord {
  return swTriesLeft(memoryOf(state, pin).triesLeft);
}
