/**
 * The two commands by which a holder sets a new PIN: CHANGE REFERENCE DATA 00 24 01 (ISO/IEC 7816-4:2020 11.6.7) and
 * CHANGE KEY 80 32 00 (JICSAP specification of IC cards 1.1). Only the new value is sent, after a VERIFY of the old one.
 */
import {
  type CommandApdu,
  SW_CONDITIONS_OF_USE,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
} from '../../apdu/index.ts';
import type { PinChange } from '../card-data.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { asPin, referenceOfP2, resolve } from './reference.ts';

const NO_DATA = new Uint8Array(0);

function changeBy(way: PinChange, card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { steps, knobs } = card;
  const reference = referenceOfP2(capdu.p2);
  demand(capdu.data.length > 0, SW_WRONG_LENGTH);
  const pin = asPin(resolve(card, state, reference), knobs.blockedVerifySw);
  demand(state.verified.has(pin), SW_SECURITY_STATUS);
  // A value that this command does not change: assumed 6985.
  demand(pin.change === way, SW_CONDITIONS_OF_USE);
  demand(steps.acceptsNewValue(pin, capdu.data), knobs.pinFormatSw);
  const after = steps.afterPinChange({ ...state, currentFile: pin }, pin, capdu.data.slice());
  return { state: after, rapdu: { data: NO_DATA, sw: SW_OK } };
}

/** Both PINs of the JPKI-AP and the one of the 入力補助AP. */
export function changeReferenceData(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(capdu.p1 === 0x01, SW_WRONG_P1P2);
  return changeBy('reference-data', card, state, capdu);
}

/** The PIN of the 共通AP and that of the 住基AP, each for itself (observed). */
export function changeKey(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(capdu.p1 === 0x00, SW_WRONG_P1P2);
  return changeBy('key', card, state, capdu);
}
