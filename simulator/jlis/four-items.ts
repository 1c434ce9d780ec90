/** The four basic items as a signing certificate records them. */

import { certificateText, type FourItems } from '../people/index.ts';
import { type GeneralName, otherName } from '../pki/index.ts';
import { FOUR_ITEM_OID } from './config.ts';

/** Made once, when a certificate is issued, and never changed: texts with their flags (代替文字), birth as nine digits. */
export interface RecordedItems {
  readonly name: string;
  readonly nameFlags: string;
  readonly address: string;
  readonly addressFlags: string;
  /** `EYYYYMMDD`. */
  readonly birth: string;
  readonly gender: FourItems['gender'];
  /** 振り仮名, for the latest four items. */
  readonly kana?: string;
}

// First day of each era, newest first; the digit is the one that certificates use.
const ERAS: readonly (readonly [digit: string, from: string])[] = [
  ['5', '2019-05-01'],
  ['4', '1989-01-08'],
  ['3', '1926-12-25'],
  ['2', '1912-07-30'],
  ['1', '1868-01-25'],
];

/** `EYYYYMMDD`: era digit and Gregorian date; era 0 where none is known. Unknown parts are zeros. */
export function birthCode(birth: string): string {
  const era = ERAS.find(([, from]) => birth >= from)?.[0] ?? '0';
  return era + birth.replaceAll('-', '');
}

/** What a certificate issued now would record of a register entry. */
export function recordedItems(items: FourItems, kana?: string): RecordedItems {
  const [name, address] = [certificateText(items.name), certificateText(items.address)];
  return {
    name: name.text,
    nameFlags: name.flags,
    address: address.text,
    addressFlags: address.flags,
    birth: birthCode(items.birth),
    gender: items.gender,
    ...(kana !== undefined && { kana }),
  };
}

/** In the order in which real certificates carry them: .1 .4 .3 .5 .2 .6. */
export const fourItemNames = (items: RecordedItems): readonly GeneralName[] => [
  otherName(FOUR_ITEM_OID.name, items.name),
  otherName(FOUR_ITEM_OID.birth, items.birth),
  otherName(FOUR_ITEM_OID.gender, items.gender),
  otherName(FOUR_ITEM_OID.address, items.address),
  otherName(FOUR_ITEM_OID.nameSubstitutes, items.nameFlags),
  otherName(FOUR_ITEM_OID.addressSubstitutes, items.addressFlags),
];
