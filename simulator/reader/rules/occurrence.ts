/** What happens at a reader, as rules see it: without the bytes of any command, so that it can be told to another process. */
import { z } from 'zod';
import { toHex, uintOf } from '../../apdu/bytes.ts';
import { type CommandApdu, parseCommandApdu } from '../../apdu/command-apdu.ts';
import { hexPair, tracedName } from '../../apdu/describe-commands.ts';
import {
  applicationsNamed,
  type NamedApplication,
  type NamedFile,
  namedFile,
} from '../../apdu/describe-files.ts';
import { parseResponseApdu } from '../../apdu/response-apdu.ts';
import { fileReferred, follow, type Place, powerUp, recordFileReferred } from '../../apdu/trace-state.ts';
import type { Rule } from './rule.ts';

const name = z.string().max(64).exactOptional();
/** `code` is CLA and INS in hex; absent when there is no whole header. `fid` has four hex digits. */
export const occurrence = z.discriminatedUnion('on', [
  z.strictObject({ on: z.enum(['insertion', 'reset']) }),
  z.strictObject({
    on: z.literal('command'),
    code: name.meta({ description: 'CLA and INS, four hex digits.' }),
    name: name.meta({ description: 'As a trace calls it.' }),
    application: name.meta({ description: 'The current application by name, or the one that is selected.' }),
    aid: name.meta({ description: 'Its AID, hex.' }),
    fid: name.meta({ description: 'The file that the command is about, four hex digits.' }),
    file: name.meta({ description: 'Its name.' }),
  }),
]);
export type Occurrence = z.output<typeof occurrence>;

/** The file that a command is about. */
function fileOf(place: Place, { cla, ins, p1, p2, data }: CommandApdu): NamedFile | undefined {
  switch (cla * 256 + ins) {
    case 0x00a4:
      return p1 === 0x02 && data.length === 2 ? namedFile(place.application, uintOf(data)) : undefined;
    case 0x00b0:
      return fileReferred(place, p1 < 0x80 ? 0x80 : p1);
    case 0x00b2:
      return recordFileReferred(place, p2);
    case 0x0020:
    case 0x0024:
    case 0x8032:
    case 0x0088:
    case 0x802a:
      return fileReferred(place, p2);
    default:
      return undefined;
  }
}

/** The application that a command is about: the current one, but for a SELECT by name. */
function applicationOf(place: Place, { cla, ins, p1, data }: CommandApdu): NamedApplication | undefined {
  const byName = cla === 0x00 && ins === 0xa4 && p1 === 0x04;
  return byName ? applicationsNamed(data)[0] : place.application;
}

const hexFid = ({ fid }: NamedFile): string => fid.toString(16).toUpperCase().padStart(4, '0');

function parsed(capdu: Uint8Array): CommandApdu | undefined {
  try {
    return parseCommandApdu(capdu);
  } catch {
    return undefined;
  }
}

/** Follows a card from its answers, as `trace.ts` does: the true ones, whatever rules make of them. */
export interface Follower {
  occurrence(capdu: Uint8Array): Occurrence;
  /** The card answered. */
  answered(capdu: Uint8Array, rapdu: Uint8Array): void;
  /** Power, a reset, another card. */
  poweredUp(): void;
}

export function createFollower(): Follower {
  let place = powerUp;
  return {
    occurrence(capdu) {
      const code = capdu.length >= 2 ? { code: hexPair(capdu[0]!, capdu[1]!) } : {};
      const command = parsed(capdu);
      if (command === undefined) return { on: 'command', ...code };
      const called = tracedName(command.cla, command.ins, command.data.length);
      const application = applicationOf(place, command);
      const file = fileOf(place, command);
      return {
        on: 'command',
        ...code,
        ...(called !== undefined && { name: called }),
        ...(application && { application: application.name, aid: toHex(application.aid) }),
        ...(file && { fid: hexFid(file), file: file.name }),
      };
    },
    answered(capdu, rapdu) {
      const command = parsed(capdu);
      if (command !== undefined && rapdu.length >= 2)
        place = follow(place, command, parseResponseApdu(rapdu));
    },
    poweredUp() {
      place = powerUp;
    },
  };
}

/** Is this rule about this? */
export function concerns({ subject, application, file }: Rule, happens: Occurrence): boolean {
  if (happens.on !== 'command') return subject === happens.on;
  const { code, name: called, application: current, aid, fid, file: fileName } = happens;
  return (
    (subject === 'command' || subject === called || subject === code) &&
    (application === undefined || application === current || application === aid) &&
    (file === undefined || file === fid || file === fileName)
  );
}
