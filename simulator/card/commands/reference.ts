/** How a command names its file: the current one, or one by short EF identifier. */
import {
  type StatusWord,
  SW_FILE_NOT_FOUND,
  SW_NO_CURRENT_EF,
  SW_WRONG_P1P2,
  SW_WRONG_STRUCTURE,
} from '../../apdu/index.ts';
import { type CardFile, type DedicatedFile, fileOf, type PinFile } from '../card-data.ts';
import type { CardContext } from '../card-steps.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';

/** Short EF identifier 1 to 30, or the current file. */
export type FileReference = number | 'current';

/**
 * P2 80 is the current file, 81 to 9E a short EF identifier (JICSAP specification of IC cards 1.1, 6.4.9). Anything
 * else is refused with 6A86 (assumed; trying it on a real card would settle it).
 */
export function referenceOfP2(p2: number): FileReference {
  demand(p2 >= 0x80 && p2 <= 0x9e, SW_WRONG_P1P2);
  return p2 === 0x80 ? 'current' : p2 & 0x1f;
}

/** The application that commands mean: the selected one, or the power-up level. */
export function levelOf({ data }: CardContext, state: CardState): DedicatedFile | undefined {
  return state.application ?? data.powerUp;
}

/** The file meant. Raises 6A82 when there is no such file, 6986 when no file is current. */
export function resolve(card: CardContext, state: CardState, reference: FileReference): CardFile {
  if (reference === 'current') {
    demand(state.currentFile !== undefined, SW_NO_CURRENT_EF);
    return state.currentFile;
  }
  const level = levelOf(card, state);
  const file = level && fileOf(level, reference);
  demand(file !== undefined, SW_FILE_NOT_FOUND);
  return file;
}

/** The file as a PIN. A key reference that is locked for ever answers `lockedSw` (observed); other files 6981. */
export function asPin(file: CardFile, lockedSw: StatusWord): PinFile {
  demand(!(file.kind === 'reference' && file.role === 'locked'), lockedSw);
  demand(file.kind === 'pin', SW_WRONG_STRUCTURE);
  return file;
}
