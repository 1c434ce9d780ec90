/** Each knob turned alone: the one dialogue that shows it, with the answers under the default and under the other value. */
import { describe, expect, test } from 'vitest';
import { type CardKnobs, defaultKnobs } from './knobs.ts';
import type { JpkiPersonalisation } from './profiles/jpki-card.ts';
import { exchange, testCard } from './test-card.ts';
import { createCard } from './virtual-card.ts';

const AP = '00A4040C0AD392F000260100000001';
const PIN_OK = '002000980431323334';
const PIN_WRONG = '002000980439393939';

type KnobCase = {
  turn: Partial<CardKnobs>;
  person?: Partial<JpkiPersonalisation>;
  capdus: string[];
  otherwise: string;
  turned: string;
};

// The last answer is the one compared. RESET is a warm reset.
const cases: KnobCase[] = [
  { turn: { firstCommand6f00: true }, capdus: [AP], otherwise: '9000', turned: '6F00' },
  {
    turn: { extendedLength: false },
    capdus: [AP, '00B0880000 0000'],
    otherwise: '8F8F009000',
    turned: '6700',
  },
  {
    turn: { fci: 'empty' },
    capdus: ['00A4040001D3'],
    otherwise: '6F0C840AD392F0002601000000019000',
    turned: '9000',
  },
  {
    turn: { fci: Uint8Array.of(0x6f, 0) },
    capdus: ['00A4040001D3'],
    otherwise: '6F0C840AD392F0002601000000019000',
    turned: '6F009000',
  },
  { turn: { aidPrefixSelect: false }, capdus: ['00A4040C01D3'], otherwise: '9000', turned: '6A82' },
  {
    turn: { selectFailKeepsState: false },
    capdus: [AP, '00A4020C020008', '00A4020C021234', '00B0000003'],
    otherwise: '8F8F009000',
    turned: '6986',
  },
  {
    turn: { reselectSameAp: 'keep' },
    capdus: [AP, PIN_OK, AP, '802A009701AB00'],
    otherwise: '6982',
    turned: '[256]9000',
  },
  {
    turn: { warmResetClears: false },
    capdus: [AP, PIN_OK, 'RESET', '802A009701AB00'],
    otherwise: '6A82',
    turned: '[256]9000',
  },
  {
    turn: { blockedVerifySw: 0x6983 },
    person: { triesLeft: { authPin: 0 } },
    capdus: [AP, PIN_OK],
    otherwise: '6984',
    turned: '6983',
  },
  {
    turn: { blockedQuerySw: 0x6984 },
    person: { triesLeft: { authPin: 0 } },
    capdus: [AP, '00200098'],
    otherwise: '63C0',
    turned: '6984',
  },
  { turn: { queryAfterOk: 'success' }, capdus: [AP, PIN_OK, '00200098'], otherwise: '63C3', turned: '9000' },
  { turn: { query5Byte: 'tries' }, capdus: [AP, '0020009800'], otherwise: '6700', turned: '63C3' },
  {
    turn: { failClearsStatus: false },
    capdus: [AP, PIN_OK, PIN_WRONG, '802A009701AB00'],
    otherwise: '6982',
    turned: '[256]9000',
  },
  { turn: { badLengthCounts: false }, capdus: [AP, '0020009801 31'], otherwise: '63C2', turned: '6700' },
  {
    turn: { readShortSw: 0x6282 },
    capdus: [AP, '00B0880000'],
    otherwise: '8F8F009000',
    turned: '8F8F006282',
  },
  { turn: { readPastEndSw: 0x6282 }, capdus: [AP, '00B0880300'], otherwise: '6B00', turned: '6282' },
  {
    turn: { signLengthSw: 0x6700 },
    capdus: [AP, PIN_OK, '802A029701AB00'],
    otherwise: '6985',
    turned: '6700',
  },
  { turn: { pinFormatSw: 0x6985 }, capdus: [AP, PIN_OK, '0024019801AB'], otherwise: '6A80', turned: '6985' },
  { turn: { unknownEfs: 'protected' }, capdus: [AP, '00B0850001'], otherwise: '6A82', turned: '6982' },
  {
    turn: { certEfSize: 2000 },
    capdus: [AP, '00B08A00 000000'],
    otherwise: '[3808]9000',
    turned: '[2000]9000',
  },
  {
    turn: { filler: 0x00 },
    capdus: [AP, '00A4020C02000A', '00B00E0001'],
    otherwise: 'FF9000',
    turned: '009000',
  },
  {
    turn: { missingCertStyle: 'absent' },
    person: { authCert: undefined },
    capdus: [AP, '00B08A0002'],
    otherwise: 'FFFF9000',
    turned: '6A82',
  },
  {
    turn: { tokenLabel: 'JPKIAPGPSETOKEN' },
    capdus: [AP, '00B086000F'],
    otherwise: '4A504B494150494343544F4B454E329000',
    turned: '4A504B4941504750534554 4F4B454E9000'.replace(' ', ''),
  },
];

function lastAnswer(knobs: Partial<CardKnobs>, { person, capdus }: KnobCase): string {
  const card = createCard(testCard({ ...person, knobs }));
  card.power('on');
  let answer = '';
  for (const capdu of capdus) {
    if (capdu === 'RESET') card.power('reset');
    else answer = exchange(card, capdu);
  }
  return answer;
}

describe('every knob shows', () => {
  test.each(cases.map((row) => [Object.keys(row.turn)[0]!, row] as const))('%s', (_, row) => {
    expect(lastAnswer({}, row)).toBe(row.otherwise);
    expect(lastAnswer(row.turn, row)).toBe(row.turned);
  });

  test('none is left out', () => {
    const shown = new Set(cases.flatMap(({ turn }) => Object.keys(turn)));
    expect(Object.keys(defaultKnobs).filter((knob) => !shown.has(knob))).toEqual(['atrPersona']);
  });
});
