/** GET CHALLENGE 84 (ISO/IEC 7816-4:2020 11.6.3): random bytes, at any level. */
import {
  type CommandApdu,
  SW_CONDITIONS_OF_USE,
  SW_OK,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';

const NE_MAX = 256;

/** 1 to 256 bytes. Observed: more, by extended Le, is 6985. */
export function getChallenge(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand(capdu.p1 === 0x00 && capdu.p2 === 0x00, SW_WRONG_P1P2);
  demand(capdu.data.length === 0 && capdu.ne > 0, SW_WRONG_LENGTH);
  demand(capdu.ne <= NE_MAX, SW_CONDITIONS_OF_USE);
  return { state, rapdu: { data: card.random(capdu.ne), sw: SW_OK } };
}
