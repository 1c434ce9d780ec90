/**
 * What of a dialogue is kept, and what is not: PINs and 照合番号 never, neither right nor wrong ones (a wrong one is often
 * near the right one); the Individual Number never, nor what it follows from (its digest, its image, an encrypted 照合番号).
 *
 * A value that is not kept stands as a reference: which PIN file, and whether the card accepted it. A replay puts the
 * other card's own value there.
 */
import { equal, fromHex, toHex } from '../../apdu/bytes.ts';
import { type CommandApdu, encodeCommandApdu, parseCommandApdu } from '../../apdu/command-apdu.ts';
import type { StructureName } from '../../apdu/describe-files.ts';
import { parseResponseApdu } from '../../apdu/response-apdu.ts';
import { SW_OK } from '../../apdu/status-word.ts';
import { fileReferred, follow, type Place, powerUp } from '../../apdu/trace-state.ts';
import type { RecordedExchange } from './recording.ts';
import { leadingShape } from './shape.ts';

type Secret = NonNullable<RecordedExchange['secret']>;

/** VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER (both forms each), CHANGE KEY: whatever the class. */
const SECRET_INS: readonly number[] = [0x20, 0x21, 0x24, 0x25, 0x2c, 0x2d, 0x32];
const CHANGE_INS: readonly number[] = [0x24, 0x25, 0x32];

const HIDDEN: readonly (StructureName | undefined)[] = [
  'individual-number',
  'number-image',
  'text-integrity',
  'face-basic-info',
  'face', // the picture of the security code is a part of 照合番号B
];

/** Files of which nothing but the size is kept when the card is a real person's. */
const PERSONAL: readonly (StructureName | undefined)[] = [
  'basic-four',
  'age-record',
  'certificate',
  'serial-record',
];

export interface MaskOptions {
  /** The card is a real person's: what tells of the person is not kept either. */
  readonly realPerson?: boolean;
}

export interface Mask {
  powered(): void;
  exchange(capdu: Uint8Array, rapdu: Uint8Array): RecordedExchange;
  /** An exchange without an answer. */
  failed(capdu: Uint8Array, error: string): RecordedExchange;
}

const hexFid = (fid: number): string => fid.toString(16).toUpperCase().padStart(4, '0');

function parsed(capdu: Uint8Array): CommandApdu | undefined {
  try {
    return parseCommandApdu(capdu);
  } catch {
    return undefined;
  }
}

/** The bytes with the value of the command zeroed; a malformed one keeps its header and the byte behind it. */
function zeroed(capdu: Uint8Array, command: CommandApdu | undefined): Uint8Array {
  if (command !== undefined)
    return encodeCommandApdu({ ...command, data: new Uint8Array(command.data.length) });
  return capdu.map((byte, at) => (at < 5 ? byte : 0));
}

/** The same command with another value in it; a longer or shorter one moves Lc. */
export function withValue(capduHex: string, value: Uint8Array): Uint8Array {
  const capdu = fromHex(capduHex);
  const command = parsed(capdu);
  return command === undefined ? capdu : encodeCommandApdu({ ...command, data: value });
}

export function createMask({ realPerson = false }: MaskOptions = {}): Mask {
  let place: Place = powerUp;
  /** What the card accepted, by file: kept in memory alone, to know it again when the PIN is blocked. */
  const accepted = new Map<string, Uint8Array>();

  const secretOf = (capdu: Uint8Array, command: CommandApdu | undefined, sw: number): Secret | undefined => {
    if (!SECRET_INS.includes(capdu[1]!) || capdu.length <= 5 || command?.data.length === 0) return undefined;
    const file = command === undefined ? undefined : fileReferred(place, command.p2);
    if (file === undefined || place.application === undefined || command === undefined)
      return { of: 'unknown', is: 'wrong' };
    const of = `${toHex(place.application.aid)}:${hexFid(file.fid)}`;
    const change = CHANGE_INS.includes(command.ins);
    const known = accepted.get(of);
    const right = !change && (sw === SW_OK || (known !== undefined && equal(known, command.data)));
    if (sw === SW_OK) accepted.set(of, command.data.slice());
    return { of, is: change ? 'new' : right ? 'right' : 'wrong' };
  };
  /** What lies in an application that we lost track of may be anything. */
  const hides = ({ application, file }: Place): boolean =>
    application === undefined ||
    HIDDEN.includes(file?.structure) ||
    (realPerson && PERSONAL.includes(file?.structure));
  const readsData = (command: CommandApdu): boolean => command.ins === 0xb0 || command.ins === 0xb2;

  const kept = (capdu: Uint8Array, sw: number): { capdu: string; secret?: Secret } => {
    const command = parsed(capdu);
    const secret = secretOf(capdu, command, sw);
    return secret === undefined ? { capdu: toHex(capdu) } : { capdu: toHex(zeroed(capdu, command)), secret };
  };
  return {
    powered() {
      place = powerUp;
    },
    exchange(capdu, rapdu) {
      const answer = rapdu.length >= 2 ? parseResponseApdu(rapdu) : undefined;
      const told = kept(capdu, answer?.sw ?? 0);
      const command = parsed(capdu);
      if (command === undefined || answer === undefined) return { ...told, rapdu: toHex(rapdu) };
      place = follow(place, command, answer);
      const { data } = answer;
      const hidden = data.length > 0 && readsData(command) && hides(place);
      if (!hidden) return { ...told, rapdu: toHex(rapdu) };
      const shape = leadingShape(data);
      const masked = { bytes: data.length, ...(shape !== undefined && { shape }) };
      return { ...told, rapdu: toHex(rapdu.subarray(-2)), masked };
    },
    failed: (capdu, error) => ({ ...kept(capdu, 0), error }),
  };
}
