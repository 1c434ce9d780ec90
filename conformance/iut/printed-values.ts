/** Values of the holder that are no PIN, as a holder would make them of what is printed on the card. */
import { eraDate } from '../../simulator/people/index.ts';
import { find, objectsIn, text } from '../checks/card-records.ts';

export interface PrintedValues {
  /** The birthday as a credential: six digits, the year that of the era. */
  readonly birth: string;
  /** 照合番号B without the security code: birthday, and the year in which the card expires. */
  readonly numberBBegins: string;
}

const DAY = /^(\d{4})(\d\d)(\d\d)$/;

/** @returns undefined where the birthday is none
 * @param fourItems EF 0002 of the 券面事項入力補助AP
 * @param serialRecord answer of READ RECORD 1 of EF 0001 of the 共通カードAP */
export function printedValues(fourItems: Uint8Array, serialRecord: Uint8Array): PrintedValues | undefined {
  const birth = text(find(objectsIn(fourItems, 0xff20), 0xdf24)?.value);
  if (!DAY.test(birth)) return undefined;
  const printed = eraDate(birth.replace(DAY, '$1-$2-$3'));
  return { birth: printed, numberBBegins: printed + text(serialRecord).slice(22, 26) };
}
