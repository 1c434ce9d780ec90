/** What CLA asks for, and what this card refuses of it (ISO/IEC 7816-4:2020 5.4.1). */
import {
  SW_CHANNEL_NOT_SUPPORTED,
  SW_CLA_NOT_SUPPORTED,
  SW_SM_NOT_POSSIBLE,
  SW_SM_NOT_SUPPORTED,
  SW_SM_OBJECT_MISSING,
} from '../apdu/index.ts';
import type { DedicatedFile } from './card-data.ts';
import type { InstructionSet } from './commands/instructions.ts';
import { demand, Refusal } from './refusal.ts';

const INS_SELECT = 0xa4;

/** The bit that says more of this command follows. */
export const CLA_CHAINING = 0x10;

/**
 * Observed without secure messaging: SELECT 6882, other commands 69FC. Where an application has it, class 0C (with
 * authentication of the header) is refused 6987, and class 08 wants a session key, which this card never makes.
 */
function secureMessagingRefusal(cla: number, ins: number, application: DedicatedFile | undefined): number {
  if (typeof application?.keyExchange === 'object')
    return (cla & 0x0c) === 0x0c ? SW_SM_OBJECT_MISSING : SW_SM_NOT_POSSIBLE;
  return ins === INS_SELECT ? SW_SM_NOT_SUPPORTED : SW_SM_NOT_POSSIBLE;
}

/**
 * Checks CLA in the order class, channel, secure messaging (order assumed) and returns the instruction set.
 * Classes 8x and 9x carry the same bits as 0x and 1x.
 */
export function checkClass(cla: number, ins: number, application?: DedicatedFile): InstructionSet {
  // 01xx xxxx is the further interindustry coding: channels 4 to 19.
  demand((cla & 0xc0) !== 0x40, SW_CHANNEL_NOT_SUPPORTED);
  demand((cla & 0x60) === 0x00, SW_CLA_NOT_SUPPORTED);
  demand((cla & 0x03) === 0x00, SW_CHANNEL_NOT_SUPPORTED);
  if ((cla & 0x0c) !== 0x00) throw new Refusal(secureMessagingRefusal(cla, ins, application));
  return (cla & 0x80) === 0x80 ? 0x80 : 0x00;
}
