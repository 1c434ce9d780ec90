/** The four basic items as a signing certificate records them: texts it can hold, flags, codes. Made once, at its issue. */
import { certificateText, composeKana, type FourItems, type NameKana } from '../../people/index.ts';
import { birthCode, type GeneralName, otherName } from '../../pki/index.ts';
import { FOUR_ITEM_OID } from '../config.ts';

/** What stands in the otherName items. Flags: one digit for each character, `1` where it is a substitute (代替文字). */
export interface RecordedItems {
  readonly name: string;
  readonly nameFlags: string;
  /** Nine digits: era and Gregorian date, `00` for unknown parts. */
  readonly birth: string;
  readonly gender: '1' | '2';
  readonly address: string;
  readonly addressFlags: string;
  /** 振り仮名, in the form of the name; recorded from some day on, told with the name. */
  readonly kana?: string;
}

/** What a certificate issued now records of these items. */
export function recordedItems(items: FourItems, kana?: NameKana): RecordedItems {
  const [name, address] = [certificateText(items.name), certificateText(items.address)];
  return {
    name: name.text,
    nameFlags: name.flags,
    birth: birthCode(items.birth),
    gender: items.gender,
    address: address.text,
    addressFlags: address.flags,
    ...(kana && { kana: composeKana(kana) }),
  };
}

/** In the order in which real certificates carry them: .1 .4 .3 .5 .2 .6; `withKana` puts the reading after them. */
export const fourItemNames = (items: RecordedItems, withKana: boolean): readonly GeneralName[] => [
  otherName(FOUR_ITEM_OID.name, items.name),
  otherName(FOUR_ITEM_OID.birth, items.birth),
  otherName(FOUR_ITEM_OID.gender, items.gender),
  otherName(FOUR_ITEM_OID.address, items.address),
  otherName(FOUR_ITEM_OID.nameSubstitutes, items.nameFlags),
  otherName(FOUR_ITEM_OID.addressSubstitutes, items.addressFlags),
  ...(withKana && items.kana !== undefined ? [otherName(FOUR_ITEM_OID.nameKana, items.kana)] : []),
];
