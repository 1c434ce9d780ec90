/** The four basic items as otherName entries of a signing certificate. */
import { certificateText, type FourItems } from '../people/index.ts';
import { type GeneralName, otherName } from '../pki/index.ts';
import { FOUR_ITEM_OID } from './config.ts';

// First day of each era, newest first; the digit is the one that certificates use.
const ERAS: readonly (readonly [digit: string, from: string])[] = [
  ['5', '2019-05-01'],
  ['4', '1989-01-08'],
  ['3', '1926-12-25'],
  ['2', '1912-07-30'],
  ['1', '1868-01-25'],
];

/** `EYYYYMMDD`: era digit and Gregorian date; era 0 where none is known. */
export function birthCode(birth: string): string {
  const era = ERAS.find(([, from]) => birth >= from)?.[0] ?? '0';
  return era + birth.replaceAll('-', '');
}

/** In the order in which real certificates carry them: .1 .4 .3 .5 .2 .6. */
export function fourItemNames(items: FourItems): readonly GeneralName[] {
  const [name, address] = [certificateText(items.name), certificateText(items.address)];
  return [
    otherName(FOUR_ITEM_OID.name, name.text),
    otherName(FOUR_ITEM_OID.birth, birthCode(items.birth)),
    otherName(FOUR_ITEM_OID.gender, items.gender),
    otherName(FOUR_ITEM_OID.address, address.text),
    otherName(FOUR_ITEM_OID.nameSubstitutes, name.flags),
    otherName(FOUR_ITEM_OID.addressSubstitutes, address.flags),
  ];
}
