/** C-APDU: the cases 1, 2, 3 and 4, short and extended, of ISO/IEC 7816-3:2006 12.1.3. */
import { DecodeError, RigError } from '../errors.ts';
import { concat, uintBytes } from './bytes.ts';

/** A command as it is read: `ne` is the greatest number of response data bytes wanted (0: none, case 1 and 3). */
export type CommandApdu = {
  cla: number;
  ins: number;
  p1: number;
  p2: number;
  /** Command data, Nc = `data.length` bytes (0: case 1 and 2). */
  data: Uint8Array;
  ne: number;
  /** Length fields of two octets. Always false for case 1, which has no length field. */
  extended: boolean;
};

const HEADER_LENGTH = 4;
const NONE = new Uint8Array(0);

/** ISO/IEC 7816-3:2006 12.1.3: a length field of zeros means the maximum. */
const neOf = (le: number, extended: boolean): number => (le === 0 ? (extended ? 65_536 : 256) : le);

type Body = { data: Uint8Array; ne: number; extended: boolean };

function wrongLength(message: string, offset: number): DecodeError {
  return new DecodeError('ERR_APDU_LENGTH', 'capdu.body', message, offset);
}

function shortBody(bytes: Uint8Array): Body {
  const first = bytes[HEADER_LENGTH]!;
  if (bytes.length === 5) return { data: NONE, ne: neOf(first, false), extended: false }; // case 2S
  const end = 5 + first;
  const data = bytes.slice(5, end);
  if (bytes.length === end) return { data, ne: 0, extended: false }; // case 3S
  if (bytes.length === end + 1) return { data, ne: neOf(bytes[end]!, false), extended: false }; // case 4S
  throw wrongLength(`Lc ${first} does not fit ${bytes.length} bytes`, HEADER_LENGTH);
}

function extendedBody(bytes: Uint8Array): Body {
  if (bytes.length < 7) throw wrongLength('extended length field cut short', HEADER_LENGTH);
  const first = bytes[5]! * 256 + bytes[6]!;
  if (bytes.length === 7) return { data: NONE, ne: neOf(first, true), extended: true }; // case 2E
  if (first === 0) throw wrongLength('Lc is zero', 5);
  const end = 7 + first;
  const data = bytes.slice(7, end);
  if (bytes.length === end) return { data, ne: 0, extended: true }; // case 3E
  if (bytes.length === end + 2) {
    return { data, ne: neOf(bytes[end]! * 256 + bytes[end + 1]!, true), extended: true }; // case 4E
  }
  throw wrongLength(`Lc ${first} does not fit ${bytes.length} bytes`, 5);
}

function bodyOf(bytes: Uint8Array): Body {
  if (bytes.length === HEADER_LENGTH) return { data: NONE, ne: 0, extended: false }; // case 1
  // A first body octet of zero announces an extended field, unless it is the whole body (Le of case 2S).
  return bytes.length > 5 && bytes[HEADER_LENGTH] === 0 ? extendedBody(bytes) : shortBody(bytes);
}

/**
 * Reads the bytes of one C-APDU.
 *
 * @throws DecodeError ERR_APDU_SHORT (no whole header) or ERR_APDU_LENGTH (no case fits the length)
 */
export function parseCommandApdu(bytes: Uint8Array): CommandApdu {
  if (bytes.length < HEADER_LENGTH) {
    throw new DecodeError('ERR_APDU_SHORT', 'capdu.header', `${bytes.length} of 4 bytes`, bytes.length);
  }
  return { cla: bytes[0]!, ins: bytes[1]!, p1: bytes[2]!, p2: bytes[3]!, ...bodyOf(bytes) };
}

function lengthFieldsFit(capdu: CommandApdu): boolean {
  const { data, ne, extended } = capdu;
  const max = extended ? { nc: 65_535, ne: 65_536 } : { nc: 255, ne: 256 };
  return data.length <= max.nc && Number.isInteger(ne) && ne >= 0 && ne <= max.ne;
}

/**
 * The bytes of one C-APDU; the inverse of `parseCommandApdu`.
 *
 * @throws RigError ERR_APDU_FIELDS when a field does not fit its octets (the caller's fault: builders know their sizes)
 */
export function encodeCommandApdu(capdu: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data, ne, extended } = capdu;
  const header = [cla, ins, p1, p2];
  if (
    !lengthFieldsFit(capdu) ||
    header.some((octet) => !Number.isInteger(octet) || octet < 0 || octet > 255)
  ) {
    throw new RigError('ERR_APDU_FIELDS', `C-APDU field out of range (Nc ${data.length}, Ne ${ne})`);
  }
  const marker = extended && (data.length > 0 || ne > 0) ? Uint8Array.of(0) : NONE;
  const size = extended ? 2 : 1;
  const lc = data.length > 0 ? uintBytes(data.length, size) : NONE;
  const le = ne > 0 ? uintBytes(ne, size) : NONE; // the maximum wraps to zeros
  return concat(Uint8Array.from(header), marker, lc, data, le);
}
