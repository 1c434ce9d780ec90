/** VERIFY with data (ISO/IEC 7816-4:2020 11.6.6; JICSAP specification of IC cards 1.1, 6.4.9). */
import { type CommandApdu, SW_OK, SW_WRONG_LENGTH, SW_WRONG_P1P2 } from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import { type CardState, memoryOf } from '../state.ts';
import { asPin, referenceOfP2, resolve } from './reference.ts';

/** Longest value of any PIN on this card, in bytes. */
const PIN_LENGTH_MAX = 16;

const NO_DATA = new Uint8Array(0);

/** Presents a PIN: 9000, 63Cx with the tries left, or 6984 once blocked. The PIN file becomes current. */
export function verify(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { steps, knobs } = card;
  demand(capdu.p1 === 0x00, SW_WRONG_P1P2);
  const reference = referenceOfP2(capdu.p2);
  // Too long to be a PIN: no try is taken (assumed from the length limit of JICSAP 6.4.9).
  demand(capdu.data.length <= PIN_LENGTH_MAX, SW_WRONG_LENGTH);
  const pin = asPin(resolve(card, state, reference), knobs.blockedVerifySw);
  demand(!steps.isBlocked(state, pin), knobs.blockedVerifySw);
  const { value } = memoryOf(state, pin);
  demand(knobs.badLengthCounts || capdu.data.length === value.length, SW_WRONG_LENGTH);

  const current = { ...state, currentFile: pin };
  if (steps.comparePin(value, capdu.data)) {
    return { state: steps.onVerifySuccess(current, pin, knobs), rapdu: { data: NO_DATA, sw: SW_OK } };
  }
  const after = steps.onVerifyFailure(current, pin, knobs);
  return { state: after, rapdu: { data: NO_DATA, sw: steps.tellTries(after, pin) } };
}
