/** READ BINARY B0 (ISO/IEC 7816-4:2020 11.3.3). */
import {
  type CommandApdu,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { type FileReference, resolve } from './reference.ts';

/** P1 bit 8 clear: a 15-bit offset in the current EF. Set: bits 7 and 6 clear, a short EF identifier, offset in P2. */
function placeOf({ p1, p2 }: CommandApdu): { reference: FileReference; offset: number } {
  if (p1 < 0x80) return { reference: 'current', offset: p1 * 256 + p2 };
  demand(p1 >= 0x81 && p1 <= 0x9e, SW_WRONG_P1P2);
  return { reference: p1 & 0x1f, offset: p2 };
}

/** Reads at most Ne bytes. A file named by short EF identifier becomes current. */
export function readBinary(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { reference, offset } = placeOf(capdu);
  demand(capdu.data.length === 0 && capdu.ne > 0, SW_WRONG_LENGTH);
  const file = resolve(card, state, reference);
  demand(file.kind === 'transparent', SW_WRONG_STRUCTURE);
  demand(card.steps.mayRead(state, file), SW_SECURITY_STATUS);
  const rapdu = card.steps.endOfFile(file.content, offset, capdu.ne, card.knobs);
  return { state: { ...state, currentFile: file }, rapdu };
}
