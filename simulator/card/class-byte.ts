/** What CLA asks for, and what this card refuses of it (ISO/IEC 7816-4:2020 5.4.1). */
import {
  SW_CHAINING_NOT_SUPPORTED,
  SW_CHANNEL_NOT_SUPPORTED,
  SW_CLA_NOT_SUPPORTED,
  SW_SM_NOT_POSSIBLE,
  SW_SM_NOT_SUPPORTED,
} from '../apdu/index.ts';
import type { InstructionSet } from './commands/instructions.ts';
import { demand } from './refusal.ts';

const INS_SELECT = 0xa4;

/**
 * Checks CLA in the order class, channel, secure messaging, chaining (order assumed) and returns the instruction set.
 * Classes 8x and 9x carry the same bits as 0x and 1x.
 */
export function checkClass(cla: number, ins: number): InstructionSet {
  // 01xx xxxx is the further interindustry coding: channels 4 to 19.
  demand((cla & 0xc0) !== 0x40, SW_CHANNEL_NOT_SUPPORTED);
  demand((cla & 0x60) === 0x00, SW_CLA_NOT_SUPPORTED);
  demand((cla & 0x03) === 0x00, SW_CHANNEL_NOT_SUPPORTED);
  // Observed in an application without secure messaging: SELECT 6882, other commands 69FC.
  demand((cla & 0x0c) === 0x00, ins === INS_SELECT ? SW_SM_NOT_SUPPORTED : SW_SM_NOT_POSSIBLE);
  demand((cla & 0x10) === 0x00, SW_CHAINING_NOT_SUPPORTED);
  return cla === 0x80 ? 0x80 : 0x00;
}
