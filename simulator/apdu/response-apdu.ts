/** R-APDU: response data followed by SW1 SW2 (ISO/IEC 7816-3:2006 12.1.1). */
import { DecodeError } from '../errors.ts';
import { concat, uintBytes } from './bytes.ts';
import type { StatusWord } from './status-word.ts';

/** An answer as it is read. What the card answered is a value, never an exception. */
export type ResponseApdu = { data: Uint8Array; sw: StatusWord };

/**
 * Reads the bytes of one R-APDU.
 *
 * @throws DecodeError ERR_APDU_SHORT when there is no status word
 */
export function parseResponseApdu(bytes: Uint8Array): ResponseApdu {
  if (bytes.length < 2) throw new DecodeError('ERR_APDU_SHORT', 'rapdu', 'no status word', bytes.length);
  const end = bytes.length - 2;
  return { data: bytes.slice(0, end), sw: bytes[end]! * 256 + bytes[end + 1]! };
}

/** The bytes of one R-APDU. */
export function encodeResponseApdu(rapdu: ResponseApdu): Uint8Array {
  return concat(rapdu.data, uintBytes(rapdu.sw, 2));
}
