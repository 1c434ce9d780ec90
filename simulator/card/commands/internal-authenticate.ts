/** INTERNAL AUTHENTICATE 88 (ISO/IEC 7816-4:2020 11.6.4): the card signs a challenge. */
import {
  type CommandApdu,
  SW_CONDITIONS_OF_USE,
  SW_OK,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { modulusLengthOf, privateRsa } from '../private-key.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { referenceOfP2, resolve } from './reference.ts';

const MODE_HASHED = 0x03;
const CHALLENGE_LENGTH_MAX = 255;

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over a challenge of 1 to 255 bytes. Observed: only key 0019 of the 共通AP does it; keys
 * that a PIN guards answer 6982, even after the PIN (assumed), those of the 券面 applications 6985.
 */
export function internalAuthenticate(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { steps, knobs } = card;
  demand(capdu.p1 === 0x00, SW_WRONG_P1P2);
  const reference = referenceOfP2(capdu.p2);
  demand(capdu.data.length > 0 && capdu.data.length <= CHALLENGE_LENGTH_MAX, SW_WRONG_LENGTH);
  const file = resolve(card, state, reference);
  demand(file.kind === 'key', SW_WRONG_STRUCTURE);
  demand(file.use === 'free', SW_SECURITY_STATUS);
  demand(file.command === 'authenticate', SW_CONDITIONS_OF_USE);
  const emLength = modulusLengthOf(file.key);
  demand(capdu.ne === 0 || capdu.ne >= emLength, SW_WRONG_LENGTH);
  const input = steps.signatureInput(MODE_HASHED, capdu.data, emLength, knobs);
  const data = privateRsa(file.key, steps.padForSignature(input, emLength));
  return { state: { ...state, currentFile: file }, rapdu: { data, sw: SW_OK } };
}
