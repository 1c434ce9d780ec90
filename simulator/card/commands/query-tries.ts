/** VERIFY without data: how many tries are left. It never takes one (JICSAP specification of IC cards 1.1, 6.4.9). */
import { type CommandApdu, SW_OK, SW_WRONG_LENGTH, SW_WRONG_P1P2 } from '../../apdu/index.ts';
import type { PinFile } from '../card-data.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { asPin, referenceOfP2, resolve } from './reference.ts';

function answerOf({ steps, knobs }: CardContext, state: CardState, pin: PinFile): number {
  if (steps.isBlocked(state, pin)) return knobs.blockedQuerySw;
  // ISO/IEC 7816-4:2020 11.6.6 has 9000 here; the card observed has 63Cx, as JICSAP defines nothing else.
  if (knobs.queryAfterOk === 'success' && state.verified.has(pin)) return SW_OK;
  return steps.tellTries(state, pin);
}

/** 63Cx for a PIN file, in every state. Only the case 1 form: four bytes. */
export function queryTries(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(capdu.p1 === 0x00, SW_WRONG_P1P2);
  const reference = referenceOfP2(capdu.p2);
  // Observed: the form with Le is refused.
  demand(capdu.ne === 0 || card.knobs.query5Byte === 'tries', SW_WRONG_LENGTH);
  const pin = asPin(resolve(card, state, reference), card.knobs.blockedQuerySw);
  const sw = answerOf(card, state, pin);
  return { state: { ...state, currentFile: pin }, rapdu: { data: new Uint8Array(0), sw } };
}
