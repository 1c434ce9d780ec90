/** Which instruction is which command, as data: the card looks an instruction up here and nowhere else. */
import type { StatusWord } from '../../apdu/index.ts';

/** Name of a command step. */
export type CommandName =
  | 'select'
  | 'verify'
  | 'changeReferenceData'
  | 'readBinary'
  | 'computeDigitalSignature'
  | 'readRecord'
  | 'getData'
  | 'getChallenge'
  | 'internalAuthenticate'
  | 'changeKey'
  | 'verifyCertificate'
  | 'exchangeKey'
  | 'endSession';

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
    [0xb2, 'readRecord'],
    [0xca, 'getData'],
    [0x84, 'getChallenge'],
    [0x88, 'internalAuthenticate'],
    // WRITE BINARY, UPDATE BINARY, UPDATE RECORD, APPEND RECORD: not for holders (assumed).
    [0xd0, 0x6982],
    [0xd6, 0x6982],
    [0xdc, 0x6982],
    [0xe2, 0x6982],
    // EXTERNAL AUTHENTICATE: no party outside has a key here (assumed).
    [0x82, 0x6985],
  ]),
  128: new Map<number, Instruction>([
    [0x2a, 'computeDigitalSignature'],
    [0x32, 'changeKey'],
    [0xa2, 'verifyCertificate'],
    [0xae, 'exchangeKey'],
    [0xfc, 'endSession'],
    // UNLOCK KEY, LOCK and UNLOCK DF, MANAGE ATTRIBUTES, 80 06: the issuer's (observed or assumed).
    [0x54, 0x6982],
    [0x50, 0x6982],
    [0x52, 0x6982],
    [0x8a, 0x6982],
    [0x06, 0x6982],
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
