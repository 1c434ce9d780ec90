/** Which instruction is which command, as data: the card looks an instruction up here and nowhere else. */
import type { StatusWord } from '../../apdu/index.ts';

/** Name of a command step. */
export type CommandName =
  | 'select'
  | 'verify'
  | 'changeReferenceData'
  | 'readBinary'
  | 'computeDigitalSignature';

/** A command to carry out, or the status word that always answers it. */
export type Instruction = CommandName | StatusWord;

/** The class without channel, chaining and secure messaging bits: interindustry 00, or proprietary 80. */
export type InstructionSet = 0x00 | 0x80;

const INSTRUCTIONS: Readonly<Record<InstructionSet, ReadonlyMap<number, Instruction>>> = {
  0: new Map<number, Instruction>([
    [0xa4, 'select'],
    [0x20, 'verify'],
    [0x24, 'changeReferenceData'],
    [0xb0, 'readBinary'],
    // READ RECORD: no application here has a record file (assumed 6981, as observed on transparent files).
    [0xb2, 0x6981],
    // WRITE BINARY, UPDATE BINARY, UPDATE RECORD, APPEND RECORD: not for holders (assumed).
    [0xd0, 0x6982],
    [0xd6, 0x6982],
    [0xdc, 0x6982],
    [0xe2, 0x6982],
    // EXTERNAL AUTHENTICATE (assumed); INTERNAL AUTHENTICATE with a key that a PIN guards (observed).
    [0x82, 0x6985],
    [0x88, 0x6982],
    // GET DATA: an unknown tag (observed).
    [0xca, 0x6a88],
  ]),
  128: new Map<number, Instruction>([
    [0x2a, 'computeDigitalSignature'],
    // Terminal certificate (特定機関認証) and key transport: refused without the other side's keys (assumed, observed).
    [0xa2, 0x6982],
    [0xae, 0x6982],
    // CHANGE KEY, UNLOCK KEY, LOCK and UNLOCK DF, MANAGE ATTRIBUTES, 80 06: the issuer's (observed or assumed).
    [0x32, 0x6982],
    [0x54, 0x6982],
    [0x50, 0x6982],
    [0x52, 0x6982],
    [0x8a, 0x6982],
    [0x06, 0x6982],
    // The phone's end-of-session command: observed 6700 on the plastic card.
    [0xfc, 0x6700],
  ]),
};

/** The command of an instruction; undefined when the card does not know it. */
export function instructionOf(set: InstructionSet, ins: number): Instruction | undefined {
  return INSTRUCTIONS[set].get(ins);
}

/** The step that carries a command out. VERIFY without data is a command of its own. */
export function stepNameOf(command: CommandName, dataLength: number): CommandName | 'queryTries' {
  return command === 'verify' && dataLength === 0 ? 'queryTries' : command;
}
