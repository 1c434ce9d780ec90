/** READ RECORD B2 (ISO/IEC 7816-4:2020 11.4.3): one record by its number, or from a number to the last. */
import {
  type CommandApdu,
  concat,
  SW_FUNCTION_NOT_SUPPORTED,
  SW_OK,
  SW_RECORD_NOT_FOUND,
  SW_SECURITY_STATUS,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
} from '../../apdu/index.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { type FileReference, resolve } from './reference.ts';

const ONE = 0x04;
const TO_LAST = 0x05;
const SFI_MAX = 0x1e;

/** P2: short EF identifier (0: the current file) in the upper five bits, how to count in the lower three. */
function placeOf({ p1, p2 }: CommandApdu): { reference: FileReference; first: number; toLast: boolean } {
  const [sfi, how] = [p2 >> 3, p2 & 0x07];
  // Record 0 and any other way of counting: assumed 6A86.
  demand(p1 > 0 && (how === ONE || how === TO_LAST) && sfi <= SFI_MAX, SW_WRONG_P1P2);
  return { reference: sfi === 0 ? 'current' : sfi, first: p1, toLast: how === TO_LAST };
}

/** Records come whole; an Le shorter than they are is refused (assumed). */
export function readRecord(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  const { reference, first, toLast } = placeOf(capdu);
  demand(capdu.data.length === 0 && capdu.ne > 0, SW_WRONG_LENGTH);
  const file = resolve(card, state, reference);
  demand(file.kind === 'record', SW_WRONG_STRUCTURE);
  demand(card.steps.mayRead(state, file), SW_SECURITY_STATUS);
  demand(!toLast || card.knobs.recordsToLast, SW_FUNCTION_NOT_SUPPORTED);
  demand(first <= file.records.length, SW_RECORD_NOT_FOUND);
  const data = concat(...file.records.slice(first - 1, toLast ? undefined : first));
  demand(data.length <= capdu.ne, SW_WRONG_LENGTH);
  return { state: { ...state, currentFile: file }, rapdu: { data, sw: SW_OK } };
}
