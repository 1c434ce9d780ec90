/**
 * The four items (基本4情報) of a JPKI signing certificate: otherName entries of its subjectAltName under
 * 1.2.392.200149.8.5.5, looked up by OID, in whatever order they stand.
 */
import { guard, parseAsn1, sequence } from './asn1.ts';
import { decodeCertificate, EXTENSION, otherNameEntries } from './certificate.ts';

/** Name, gender, birth and address as the certificate holds them. */
export type FourItems = {
  name: string;
  /** One `0` or `1` per character of the name; `1` marks a substitute character (代替文字). */
  nameSubstitutes: string;
  /** `1` male, `2` female, `3` unknown, `9` not applicable. */
  gender: string;
  /** Gregorian `YYYY-MM-DD`; parts that the register does not know are zeros, as in `0000-00-00`. */
  birth: string;
  address: string;
  /** As `nameSubstitutes`, for the address. */
  addressSubstitutes: string;
};

/** The arc of the items; the last number tells which. */
const ARC = '1.2.392.200149.8.5.5';

/** First day of each era, by its digit: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和. An era ends the day before the next begins. */
const ERA_BEGINS = ['', '1868-01-25', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01'] as const;

/**
 * Reads the four items from a signing certificate.
 *
 * @throws DecodeError `ERR_FOUR_ITEMS` where one is missing, occurs twice or breaks its format
 */
export function fourItemsOfCertificate(der: Uint8Array): FourItems {
  return guard('ERR_FOUR_ITEMS', 'four items', () => {
    const found = decodeCertificate(der).extensions.filter(({ oid }) => oid === EXTENSION.subjectAltName);
    if (found.length !== 1) throw new Error(`${found.length} subjectAltName extensions`);
    return decodeFourItems(found[0]!.value);
  });
}

/**
 * Reads the four items from the value of a subjectAltName extension (GeneralNames, DER).
 *
 * @throws DecodeError `ERR_FOUR_ITEMS` where one is missing, occurs twice or breaks its format
 */
export function decodeFourItems(subjectAltName: Uint8Array): FourItems {
  return guard('ERR_FOUR_ITEMS', 'four items', () => {
    const entries = otherNameEntries(sequence(parseAsn1(subjectAltName), 'subjectAltName'));
    const item = (number: number): string => {
      const [entry, second] = entries.filter(({ oid }) => oid === `${ARC}.${number}`);
      if (entry === undefined) throw new Error(`item .${number} is missing`);
      if (second !== undefined) throw new Error(`item .${number} occurs twice`);
      if (entry.value === undefined) throw new Error(`item .${number} is not a UTF8String`);
      return entry.value;
    };
    const name = filled(item(1), 'name');
    const address = filled(item(5), 'address');
    return {
      name,
      nameSubstitutes: flags(item(2), name, 'name'),
      gender: genderOf(item(3)),
      birth: birthOf(item(4)),
      address,
      addressSubstitutes: flags(item(6), address, 'address'),
    };
  });
}

function filled(text: string, what: string): string {
  if (text === '') throw new Error(`${what}: empty`);
  return text;
}

/** One flag for each character, spaces included. */
function flags(text: string, of: string, what: string): string {
  if (!/^[01]*$/.test(text)) throw new Error(`substitutes of the ${what}: other than 0 and 1`);
  if (text.length !== [...of].length)
    throw new Error(`substitutes of the ${what}: not one for each character`);
  return text;
}

function genderOf(text: string): string {
  if (!/^[1239]$/.test(text)) throw new Error('gender: not 1, 2, 3 or 9');
  return text;
}

/**
 * `EYYYYMMDD`: era digit, then the Gregorian date. The era must fit as far as the date is known; 0 stands for an unknown era
 * and then some part of the date is unknown too.
 */
function birthOf(text: string): string {
  const match = /^([0-5])(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (match === null) throw new Error('birth: not EYYYYMMDD');
  const [, era = '', year = '', month = '', day = ''] = match;
  const known = year !== '0000' && month !== '00' && day !== '00';
  if (known && !isDate(Number(year), Number(month), Number(day))) throw new Error('birth: no such date');
  if (Number(month) > 12 || Number(day) > 31) throw new Error('birth: no such date');
  if (era === '0') {
    if (known) throw new Error('birth: no era for a known date');
  } else if (year !== '0000') {
    // An unknown month or day may fall on either end of the year.
    const first = `${year}-${month === '00' ? '01' : month}-${month === '00' || day === '00' ? '01' : day}`;
    const last = `${year}-${month === '00' ? '12' : month}-${month === '00' || day === '00' ? '31' : day}`;
    const next = ERA_BEGINS[Number(era) + 1];
    if (last < ERA_BEGINS[Number(era) as 1]! || (next !== undefined && first >= next)) {
      throw new Error('birth: the era does not fit the date');
    }
  }
  return `${year}-${month}-${day}`;
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
