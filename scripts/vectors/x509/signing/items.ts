/** Vectors about the four items in a signing certificate. */
import {
  type Der,
  directoryName,
  explicit,
  implicit,
  name,
  OID,
  oid,
  otherName,
  printableString,
  seq,
  subjectAltName,
  utf8String,
} from '../../../../simulator/pki/index.ts';
import { content, HANAKO, MUNICIPALITY, rsaSpki, signCert, withFurigana } from '../../authorities.ts';
import { withCritical, withExtension, withoutExtension } from '../../parts.ts';
import { acceptable, invalid } from '../../vector.ts';
import { as, type X509 } from '../payload.ts';
import { re } from './base.ts';

const ARC = '1.2.392.200149.8.5.5';
const TEXTS: Readonly<Record<number, string>> = {
  1: HANAKO.name,
  4: HANAKO.birth,
  3: HANAKO.gender,
  5: HANAKO.address,
  2: HANAKO.nameFlags,
  6: HANAKO.addressFlags,
};
const ORDER = [1, 4, 3, 5, 2, 6] as const;

/** Items in this order, with other texts for some. */
const items = (order: readonly number[], texts: Readonly<Record<number, string>> = {}): readonly Der[] =>
  order.map((n) => otherName(`${ARC}.${n}`, texts[n] ?? TEXTS[n]!));
const withNames = (names: readonly Der[]): { certificate: Der } =>
  re((p) => withExtension(p, subjectAltName(...names)));
const text = (n: number, value: string): { certificate: Der } => withNames(items(ORDER, { [n]: value }));

const MISSING = {
  1: 'name',
  4: 'birth',
  3: 'gender',
  5: 'address',
  2: 'flags of the name',
  6: 'flags of the address',
} as const;

const missing: readonly X509[] = ORDER.map((n) =>
  invalid(
    `no-${MISSING[n].replaceAll(' ', '-')}`,
    `The ${MISSING[n]} is missing.`
      .replace('flags of the name is', 'item with the flags of the name is')
      .replace('flags of the address is', 'item with the flags of the address is'),
    'FourItems',
    'content',
    ['jpki/items-are-there-once'],
    withNames(items(ORDER.filter((one) => one !== n))),
  ),
);

const swapped = (one: number, other: number): { certificate: Der } =>
  withNames(ORDER.map((n) => otherName(`${ARC}.${n}`, TEXTS[n === one ? other : n === other ? one : n]!)));

/** The items as a whole. */
export const itemLists: readonly X509[] = [
  ...missing,
  invalid(
    'no-items',
    'No alternative name at all.',
    'FourItems',
    'content',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.subjectAltName)),
  ),
  invalid(
    'alternative-name-empty',
    'The alternative name is empty.',
    'FourItems',
    'content',
    ['certificate/alternative-names-are-there', 'jpki/items-are-there-once'],
    withNames([]),
  ),
  invalid(
    'name-twice',
    'Two names, and they differ.',
    'FourItems',
    'content',
    ['jpki/items-are-there-once'],
    withNames([...items(ORDER), otherName(`${ARC}.1`, '例示　太郎')]),
  ),
  invalid(
    'address-and-its-flags-swapped',
    'The object identifiers of the address and of its flags have changed places, as in an old release of a public library.',
    'FourItems',
    'content',
    ['jpki/address-flags-fit-the-address', 'jpki/address-is-of-characters-that-certificates-hold'],
    swapped(5, 6),
  ),
  invalid(
    'name-and-its-flags-swapped',
    'The object identifiers of the name and of its flags have changed places.',
    'FourItems',
    'content',
    ['jpki/name-flags-fit-the-name', 'jpki/name-is-of-characters-that-certificates-hold'],
    swapped(1, 2),
  ),
  invalid(
    'birth-and-gender-swapped',
    'The object identifiers of birth and gender have changed places.',
    'FourItems',
    'content',
    ['jpki/birth-is-nine-digits', 'jpki/gender-is-a-known-digit'],
    swapped(3, 4),
  ),
  invalid(
    'address-under-4',
    'The address stands under .4, as some public code has it, and the birth under .5.',
    'FourItems',
    'content',
    [
      'jpki/address-flags-fit-the-address',
      'jpki/address-is-of-characters-that-certificates-hold',
      'jpki/birth-is-nine-digits',
    ],
    swapped(4, 5),
  ),
  acceptable(
    'items-by-their-numbers',
    'The items stand in the order of their numbers: they are to be found by object identifier.',
    'Unsettled',
    ['jpki/items-stand-in-their-order'],
    withNames(items([1, 2, 3, 4, 5, 6])),
  ),
  acceptable(
    'items-backwards',
    'The items stand the other way round.',
    'Unsettled',
    ['jpki/items-stand-in-their-order'],
    withNames(items([...ORDER].reverse())),
  ),
  acceptable(
    'furigana',
    'The reading of the name stands in an item of its own, .7.',
    'Unsettled',
    [],
    as(
      withFurigana.certificate(
        content({ items: { ...HANAKO, kana: 'ミホン　ハナコ' } }),
        rsaSpki('holder sign'),
      ),
    ),
    'content',
  ),
  acceptable(
    'unknown-item',
    'An item under .8, which nobody knows.',
    'Profile',
    ['jpki/alternative-name-holds-nothing-else'],
    withNames([...items(ORDER), otherName(`${ARC}.8`, '1')]),
    'content',
  ),
  acceptable(
    'directory-name-beside-the-items',
    'A directory name stands beside the items.',
    'Profile',
    ['jpki/alternative-name-holds-nothing-else'],
    withNames([
      ...items(ORDER),
      directoryName(
        name([
          ['C', 'JP'],
          ['L', MUNICIPALITY.city],
        ]),
      ),
    ]),
    'content',
  ),
  acceptable(
    'alternative-name-critical',
    'The alternative name is critical though the subject has a name.',
    'Critical',
    ['certificate/alternative-names-are-not-critical'],
    re((p) => withCritical(p, OID.subjectAltName, true)),
  ),
  invalid(
    'gender-as-printable-string',
    'The gender is a PrintableString.',
    'FourItems',
    'content',
    ['jpki/items-are-utf8'],
    withNames(
      ORDER.map((n) =>
        n === 3
          ? implicit(0, seq(oid(`${ARC}.3`), explicit(0, printableString('2'))))
          : otherName(`${ARC}.${n}`, TEXTS[n]!),
      ),
    ),
  ),
  invalid(
    'name-without-its-tag',
    'The value of the name lacks the explicit tag of an otherName.',
    'FourItems',
    'content',
    ['jpki/items-are-utf8'],
    withNames(
      ORDER.map((n) =>
        n === 1
          ? implicit(0, seq(oid(`${ARC}.1`), utf8String(HANAKO.name)))
          : otherName(`${ARC}.${n}`, TEXTS[n]!),
      ),
    ),
  ),
];

const NAME_CHARACTERS = 'jpki/name-is-of-characters-that-certificates-hold';
const ADDRESS_CHARACTERS = 'jpki/address-is-of-characters-that-certificates-hold';

/** Name and address. */
export const texts: readonly X509[] = [
  invalid(
    'name-empty',
    'The name is empty.',
    'FourItems',
    'content',
    [NAME_CHARACTERS],
    withNames(items(ORDER, { 1: '', 2: '' })),
  ),
  invalid(
    'address-empty',
    'The address is empty.',
    'FourItems',
    'content',
    [ADDRESS_CHARACTERS],
    withNames(items(ORDER, { 5: '', 6: '' })),
  ),
  acceptable(
    'name-with-a-character-to-be-substituted',
    'The name holds 髙, which is in neither JIS X 0208 nor JIS X 0212, and no flag.',
    'Substitutes',
    [NAME_CHARACTERS],
    text(1, '髙本　花子'),
    'content',
  ),
  acceptable(
    'name-with-a-character-beyond-16-bits',
    'The name holds 𠮷 (U+20BB7): one character, two UTF-16 units.',
    'Substitutes',
    [NAME_CHARACTERS],
    text(1, '𠮷本　花子'),
    'content',
  ),
  acceptable(
    'name-with-an-ascii-space',
    'Family and given name are set apart by an ASCII space.',
    'Profile',
    [NAME_CHARACTERS],
    text(1, '見本 花子'),
    'content',
  ),
  acceptable(
    'name-with-two-spaces',
    'Two spaces stand between family and given name.',
    'Profile',
    ['jpki/name-has-single-spaces-inside'],
    withNames(items(ORDER, { 1: '見本　　花子', 2: '000000' })),
    'content',
  ),
  acceptable(
    'name-ends-in-a-space',
    'The name ends in a space.',
    'Profile',
    ['jpki/name-has-single-spaces-inside'],
    withNames(items(ORDER, { 1: '見本　花子　', 2: '000000' })),
    'content',
  ),
  acceptable(
    'address-with-ascii-digits',
    'The digits of the address are ASCII.',
    'Profile',
    [ADDRESS_CHARACTERS],
    text(5, '東京都見本市架空町1-2-3'),
    'content',
  ),
  acceptable(
    'address-of-201-characters',
    'The address has 201 characters.',
    'Unsettled',
    ['jpki/address-is-not-too-long'],
    as(signCert({ address: `東京都見本市${'架空'.repeat(97)}町`, addressFlags: '0'.repeat(201) })),
    'content',
  ),
];

const NAME_FLAGS = 'jpki/name-flags-fit-the-name';
const ADDRESS_FLAGS = 'jpki/address-flags-fit-the-address';

/** Flags of substitute characters. */
export const flags: readonly X509[] = [
  invalid(
    'name-flags-one-too-few',
    'One flag of the name is missing: that of the space.',
    'Substitutes',
    'content',
    [NAME_FLAGS],
    text(2, '0000'),
  ),
  invalid(
    'name-flags-one-too-many',
    'The name has a flag too many.',
    'Substitutes',
    'content',
    [NAME_FLAGS],
    text(2, '000000'),
  ),
  invalid(
    'name-flags-empty',
    'The flags of the name are empty.',
    'Substitutes',
    'content',
    [NAME_FLAGS],
    text(2, ''),
  ),
  invalid(
    'name-flag-2',
    'A flag of the name is 2.',
    'Substitutes',
    'content',
    [NAME_FLAGS],
    text(2, '00020'),
  ),
  invalid(
    'name-flags-full-width',
    'The flags of the name are full-width digits.',
    'Substitutes',
    'content',
    [NAME_FLAGS],
    text(2, '０００００'),
  ),
  invalid(
    'address-flags-one-too-few',
    'One flag of the address is missing.',
    'Substitutes',
    'content',
    [ADDRESS_FLAGS],
    text(6, '0'.repeat(13)),
  ),
  invalid(
    'address-flags-one-too-many',
    'The address has a flag too many.',
    'Substitutes',
    'content',
    [ADDRESS_FLAGS],
    text(6, '0'.repeat(15)),
  ),
  invalid(
    'address-flag-x',
    'A flag of the address is a letter.',
    'Substitutes',
    'content',
    [ADDRESS_FLAGS],
    text(6, `${'0'.repeat(13)}x`),
  ),
  invalid(
    'flags-of-utf-16-units',
    'A name with 𠮷 has a flag for each UTF-16 unit instead of each character.',
    'Substitutes',
    'content',
    [NAME_CHARACTERS, NAME_FLAGS],
    withNames(items(ORDER, { 1: '𠮷本　花子', 2: '100000' })),
  ),
];

const NINE = 'jpki/birth-is-nine-digits';
const ERA = 'jpki/era-fits-the-date';

/** Birth and gender. */
export const codes: readonly X509[] = [
  invalid(
    'birth-without-an-era',
    'The birth is eight digits, without an era.',
    'EraDigit',
    'content',
    [NINE],
    text(4, '19800217'),
  ),
  invalid(
    'birth-of-ten-digits',
    'The birth is ten digits.',
    'EraDigit',
    'content',
    [NINE],
    text(4, '3198002170'),
  ),
  invalid(
    'birth-with-hyphens',
    'The birth is an ISO date.',
    'EraDigit',
    'content',
    [NINE],
    text(4, '1980-02-17'),
  ),
  invalid(
    'birth-in-full-width',
    'The birth is in full-width digits.',
    'EraDigit',
    'content',
    [NINE],
    text(4, '３１９８００２１７'),
  ),
  invalid('era-6', 'An era that has not begun.', 'EraDigit', 'content', [NINE], text(4, '620300101')),
  invalid('era-as-a-letter', 'The era is a letter.', 'EraDigit', 'content', [NINE], text(4, 'S19800217')),
  invalid(
    'month-13',
    'The thirteenth month.',
    'EraDigit',
    'content',
    ['jpki/birth-is-a-date'],
    text(4, '319801317'),
  ),
  invalid(
    '30-february',
    'The thirtieth of February.',
    'EraDigit',
    'content',
    ['jpki/birth-is-a-date'],
    text(4, '319800230'),
  ),
  invalid(
    '29-february-of-a-common-year',
    'A leap day in a common year.',
    'EraDigit',
    'content',
    ['jpki/birth-is-a-date'],
    text(4, '319810229'),
  ),
  invalid(
    'heisei-in-1980',
    'Era 平成 for a date in 昭和.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '419800217'),
  ),
  invalid(
    'showa-on-the-first-day-of-heisei',
    'Era 昭和 on 8 January 1989.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '319890108'),
  ),
  invalid(
    'heisei-on-the-last-day-of-showa',
    'Era 平成 on 7 January 1989.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '419890107'),
  ),
  invalid(
    'reiwa-on-the-last-day-of-heisei',
    'Era 令和 on 30 April 2019.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '520190430'),
  ),
  invalid(
    'heisei-on-the-first-day-of-reiwa',
    'Era 平成 on 1 May 2019.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '420190501'),
  ),
  invalid(
    'taisho-on-the-first-day-of-showa',
    'Era 大正 on 25 December 1926.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '219261225'),
  ),
  invalid(
    'meiji-on-the-first-day-of-taisho',
    'Era 明治 on 30 July 1912.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '119120730'),
  ),
  invalid(
    'year-of-the-era',
    'The year is that of the era, 昭和55年, instead of the Gregorian one.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '300550217'),
  ),
  invalid(
    'no-era-for-a-known-date',
    'Era 0 for a date that is known.',
    'EraDigit',
    'content',
    [ERA],
    text(4, '019800217'),
  ),
  invalid('gender-0', 'Gender 0.', 'FourItems', 'content', ['jpki/gender-is-a-known-digit'], text(3, '0')),
  invalid(
    'gender-as-a-letter',
    'Gender F.',
    'FourItems',
    'content',
    ['jpki/gender-is-a-known-digit'],
    text(3, 'F'),
  ),
  invalid(
    'gender-in-full-width',
    'The gender is a full-width digit.',
    'FourItems',
    'content',
    ['jpki/gender-is-a-known-digit'],
    text(3, '２'),
  ),
  invalid(
    'gender-empty',
    'The gender is empty.',
    'FourItems',
    'content',
    ['jpki/gender-is-a-known-digit'],
    text(3, ''),
  ),
  acceptable(
    'gender-3',
    'Gender 3, which one source has for unknown.',
    'Unsettled',
    [],
    text(3, '3'),
    'content',
  ),
  acceptable(
    'gender-9',
    'Gender 9, which another source has for not applicable.',
    'Unsettled',
    [],
    text(3, '9'),
    'content',
  ),
];
