/** Records of the 券面 applications that begin with a table of where their parts stand (observed: myna-card). */
import { concat, uintBytes, writeTlv } from '../../apdu/index.ts';

type LengthForm = 'minimal' | 'two-octets';

const TAG_TABLE = 0xdf21;
const TABLE_HEADER_LENGTH = 3;

/** Outer tag and length octets of a record with `length` bytes inside. */
function headerOf(tag: number, length: number, form: LengthForm): Uint8Array {
  const whole = writeTlv(tag, new Uint8Array(length), form);
  return whole.subarray(0, whole.length - length);
}

/**
 * `tag` { DF21 table ‖ parts }: the table gives the position of each part from the start of the file, as u16. Shorter
 * records than 128 bytes have one length octet whatever the form asked for: clients read them so.
 */
export function recordWithOffsets(tag: number, parts: readonly Uint8Array[], form: LengthForm): Uint8Array {
  const tableLength = 2 * parts.length;
  const inside = TABLE_HEADER_LENGTH + tableLength + parts.reduce((sum, { length }) => sum + length, 0);
  const header = headerOf(tag, inside, inside < 0x80 ? 'minimal' : form);
  let at = header.length + TABLE_HEADER_LENGTH + tableLength;
  const offsets = parts.map((part) => {
    const offset = at;
    at += part.length;
    return uintBytes(offset, 2);
  });
  return concat(header, writeTlv(TAG_TABLE, concat(...offsets)), ...parts);
}
