/** 80 FC 00 00: a client tells a phone that no command will follow (observed on an iPhone; 6700 on the plastic card). */
import { type CommandApdu, SW_OK, SW_WRONG_LENGTH, SW_WRONG_P1P2 } from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import { type CardState, withoutSession } from '../state.ts';

/** The session is over; what was verified is lost (assumed). */
export function endSession({ knobs }: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(knobs.endOfSession === 'ends', SW_WRONG_LENGTH);
  demand(capdu.p1 === 0x00 && capdu.p2 === 0x00, SW_WRONG_P1P2);
  return { state: withoutSession(state), rapdu: { data: new Uint8Array(0), sw: SW_OK } };
}
