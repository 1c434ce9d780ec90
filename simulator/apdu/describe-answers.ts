/** The answer of a card in words: "256 bytes, 9000", "6A82, file or application not found". Answer data are counted. */
import { bytesText } from './describe-commands.ts';
import { parseResponseApdu } from './response-apdu.ts';
import { describeSw, SW_OK, swHex } from './status-word.ts';

/** Never throws: what is no R-APDU is told by its size. */
export function describeResponse(bytes: Uint8Array): string {
  if (bytes.length < 2) return `malformed answer (${bytesText(bytes.length)})`;
  const { data, sw } = parseResponseApdu(bytes);
  const status = sw === SW_OK ? swHex(sw) : `${swHex(sw)}, ${describeSw(sw)}`;
  return data.length === 0 ? status : `${bytesText(data.length)}, ${status}`;
}
