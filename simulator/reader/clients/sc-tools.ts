/** yuki-js/sc-tools-myna: sweeps over tags, files, classes and instructions, to find out what a card has. */
import { type ClientSequence, type Exchange, query, refused, selectAp, selectEf } from './step.ts';

const SC_TOOLS = { client: 'yuki-js/sc-tools-myna', version: '2025' };

const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
const word = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

// Files of the JPKI-AP that a SELECT finds by default, and what some cards have besides.
const JPKI_FILES = ['0001', '0002', '0006', '0008', '0009', '000A', '000B', '0017', '0018', '001A', '001B'];
const JPKI_UNSETTLED = ['0005', '0010', '0016', '0019', '001C', '001E'];

/** SELECT of every FID of a range inside the JPKI-AP. */
function fileSweep(from: number, to: number): Exchange[] {
  return range(from, to).map((fid) => {
    const capdu = `00A4020C02${word(fid)}`;
    const settled = JPKI_FILES.includes(word(fid)) ? '9000' : '6A82';
    return { capdu, sw: JPKI_UNSETTLED.includes(word(fid)) ? ['9000', '6A82'] : settled };
  });
}

/** What may be under a file is found out by commands that its kind refuses. */
function classify(fid: string, tries: number | undefined): Exchange[] {
  const noPin = refused('00200080', '6981', '6984', '6985');
  return [
    selectEf(fid),
    tries === undefined ? noPin : query(tries),
    refused('00820080', '6700', '6981', '6982', '6985', '6D00'),
    refused('00880080', '6700', '6981', '6982', '6985'),
    refused('802A0080', '6700', '6981', '6982', '6985'),
  ];
}

// Tags that answer at power-up level; their data differ from card to card and are not compared.
const DATA_TAGS = [0x42, 0x45, 0x66, 0xf0, 0xf2, 0xf7, 0xf8];

const unknownTags = (tags: readonly number[]): Exchange[] =>
  tags.map((tag) => refused(`00CA${word(tag)}00`, '6A88'));

export const scTools: readonly ClientSequence[] = [
  {
    ...SC_TOOLS,
    shows: 'files 0000 to 0030 and 2F00 to 2FFF of the JPKI-AP',
    steps: () => [selectAp('jpki'), ...fileSweep(0x0000, 0x0030), ...fileSweep(0x2f00, 0x2fff)],
  },
  {
    ...SC_TOOLS,
    shows: 'four commands tell a PIN file from a key and from a readable file',
    steps: () => [
      selectAp('jpki'),
      ...classify('000A', undefined),
      ...classify('0017', undefined),
      ...classify('0018', 3),
      ...classify('001A', undefined),
      ...classify('001B', 5),
      selectEf('0018'),
      query(3),
      selectEf('001B'),
      query(5),
    ],
  },
  {
    ...SC_TOOLS,
    shows: 'GET DATA of every one-byte tag at power-up level, extended Le',
    steps: () => {
      const unknown = range(0x01, 0xff).filter((tag) => !DATA_TAGS.includes(tag));
      return [
        ...unknownTags(unknown),
        { capdu: '00CA00F2000000', sw: '9000', data: { kind: 'length', length: 8 } },
        { capdu: '00CA00F0000000', sw: '9000', data: { kind: 'length', length: 5 } },
        { capdu: '00CA5F51000000', sw: '9000', data: { kind: 'at-least', length: 2, startsHex: '' } },
      ];
    },
  },
  {
    ...SC_TOOLS,
    shows:
      'every class with SELECT of nothing: a class is refused by its own word, and no command of the sweep moves a counter',
    steps: () => [
      selectAp('jpki'),
      ...range(0x00, 0xff)
        .filter((cla) => cla !== 0x00)
        .map((cla) => refused(`${byte(cla)}7A0000`, '6881', '6882', '6884', '69FC', '6D00', '6E00')),
      selectEf('0018'),
      query(3),
    ],
  },
  {
    ...SC_TOOLS,
    shows: 'every instruction of class 00 and 80 that no table has is 6D00',
    steps: () => {
      const known00 = [
        0x20, 0x24, 0x2c, 0x82, 0x84, 0x88, 0xa4, 0xb0, 0xb2, 0xc0, 0xca, 0xcb, 0xd0, 0xd6, 0xdc, 0xe2,
      ];
      const known80 = [0x06, 0x2a, 0x32, 0x50, 0x52, 0x54, 0x8a, 0xa2, 0xae, 0xfc];
      const sweep = (cla: string, known: readonly number[]): Exchange[] =>
        range(0, 255)
          .filter((ins) => !known.includes(ins))
          .map((ins) => refused(`${cla}${byte(ins)}0000`, '6D00'));
      return [selectAp('jpki'), ...sweep('00', known00), ...sweep('80', known80)];
    },
  },
];
