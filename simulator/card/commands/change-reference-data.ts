/** CHANGE REFERENCE DATA 00 24 01 (ISO/IEC 7816-4:2020 11.6.7): only the new value is sent, after a VERIFY of the old one. */
import {
  type CommandApdu,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
  utf8Encode,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import { type CardState, withMemory } from '../state.ts';
import { referenceOfP2, resolve } from './reference.ts';

/** Bytes as characters of the same value; a PIN of other bytes than ASCII then fits no format. */
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Sets a new PIN. The counter is full and the PIN verified afterwards, as they were before (assumed). */
export function changeReferenceData(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(capdu.p1 === 0x01, SW_WRONG_P1P2);
  const reference = referenceOfP2(capdu.p2);
  demand(capdu.data.length > 0, SW_WRONG_LENGTH);
  const pin = resolve(state, reference);
  demand(pin.kind === 'pin', SW_WRONG_STRUCTURE);
  demand(state.verified.has(pin), SW_SECURITY_STATUS);
  // Whether the card itself checks the alphabet is unknown; assumed that it does.
  const text = textOf(capdu.data);
  demand(pin.format.pattern.test(text), card.knobs.pinFormatSw);
  const after = withMemory({ ...state, currentFile: pin }, pin, { value: utf8Encode(text) });
  return { state: after, rapdu: { data: new Uint8Array(0), sw: SW_OK } };
}
