/** What READ BINARY returns near the end of a transparent file. */
import { type ResponseApdu, SW_OK } from '../../apdu/index.ts';
import type { CardKnobs } from '../knobs.ts';
import { demand } from '../refusal.ts';

/**
 * As many bytes as there are, at most `ne`; fewer are no error on this card (observed). Never 9000 with no data: at and
 * behind the end the answer is 6B00 (JICSAP specification of IC cards 1.1, 7.3.1), and clients end their loops on it.
 */
export function endOfFile(content: Uint8Array, offset: number, ne: number, knobs: CardKnobs): ResponseApdu {
  demand(offset < content.length, knobs.readPastEndSw);
  const data = content.slice(offset, offset + ne);
  return { data, sw: data.length < ne ? knobs.readShortSw : SW_OK };
}
