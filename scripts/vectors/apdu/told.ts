/** How a transcript is said: what is sent, and which status word its last command must get. Answers are the card's. */
import { commandName, tracedName } from '../../../simulator/apdu/describe-commands.ts';
import { fromHex, parseCommandApdu, toHex } from '../../../simulator/apdu/index.ts';
import { instructionOf } from '../../../simulator/card/commands/instructions.ts';
import type { CardKnobs } from '../../../simulator/card/knobs.ts';
import type { Flag } from '../notes.ts';
import type { CardName } from './cards.ts';

export interface Transcript {
  readonly id: string;
  readonly comment: string;
  readonly flag: Flag;
  /** C-APDUs in hex, or `reset` and `power` (off and on); the card has just got power. */
  readonly sent: readonly string[];
  /** The status word of the last command, or of every command that is said to be the subject: 63Cx as it comes. */
  readonly sw: string;
}

export interface TranscriptGroup {
  /** The command that the group is about. */
  readonly kind: string;
  readonly comment: string;
  readonly card?: CardName;
  readonly knobs?: Partial<CardKnobs>;
  readonly tests: readonly Transcript[];
}

export const says = (
  id: string,
  comment: string,
  flag: Flag,
  sw: string,
  ...sent: readonly string[]
): Transcript => ({
  id,
  comment,
  flag,
  sw,
  sent,
});

const codeOf = (set: 0x00 | 0x80, ins: number): string => toHex(Uint8Array.of(set, ins));

/**
 * What a command is called where commands and refusals are counted: by CLA without the bits of channel, chaining and
 * secure messaging, and INS; CLA and INS in hex if the card has it and no table a name; `unknown` if the card has it not
 * either, `no header` if there are fewer than four bytes.
 */
export function subjectOf(capdu: Uint8Array): string {
  const [cla, ins] = capdu;
  if (capdu.length < 4 || cla === undefined || ins === undefined) return 'no header';
  const set = cla < 0x80 ? 0x00 : 0x80;
  const nameless = instructionOf(set, ins) === undefined ? 'unknown' : codeOf(set, ins);
  try {
    return tracedName(set, ins, parseCommandApdu(capdu).data.length) ?? nameless;
  } catch {
    return commandName(set, ins) ?? nameless;
  }
}

export const subjectOfHex = (capdu: string): string => subjectOf(fromHex(capdu));

/** 63C0 to 63CF are one answer. */
export const swClass = (sw: number): string => {
  const hex = sw.toString(16).toUpperCase().padStart(4, '0');
  return hex.startsWith('63C') ? '63Cx' : hex;
};
