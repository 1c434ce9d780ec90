/** Each knob turned alone: the one dialogue that shows it, with the answers under the default and under the other value. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex, utf8Encode } from '../apdu/index.ts';
import { type CardKnobs, defaultKnobs } from './knobs.ts';
import { cvCertificate, keyId } from './profiles/card-verifiable.ts';
import type { JpkiPersonalisation } from './profiles/jpki-card.ts';
import { p384PrivateKey } from './profiles/p384-key.ts';
import { exchange, fullKey, holder, testCard, testFullCard } from './test-card.ts';
import { createCard } from './virtual-card.ts';

const AP = '00A4040C0AD392F000260100000001';
const PIN_OK = '002000980431323334';
const PIN_WRONG = '002000980439393939';

const TEXT_AP = '00A4040C0AD3921000310001010408';
const SURFACE_AP = '00A4040C0AD3921000310001010402';
const COMMON_AP = '00A4040C0AD3921000310001010100';
const hexOf = (text: string): string => toHex(utf8Encode(text));

const terminalCa = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Body and signature of a terminal certificate, as the two commands that carry it. */
function terminalCertificate(): string[] {
  const cv = cvCertificate({
    issuerId: keyId('6000099'),
    issuerKey: terminalCa.privateKey,
    subjectId: keyId('6000098'),
    subjectKey: fullKey('chip'),
  });
  return [`80A206C1000133${toHex(cv.subarray(0, 307))}`, `80A200C1000105${toHex(cv.subarray(307))}`];
}

type KnobCase = {
  turn: Partial<CardKnobs>;
  person?: Partial<JpkiPersonalisation>;
  /** The card with every application. */
  full?: boolean;
  /** Its holder's address. */
  address?: string;
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
  { turn: { authCertRead: 'pin' }, capdus: [AP, '00B08A0002'], otherwise: '30829000', turned: '6982' },
  {
    turn: { signPinPolicy: 'mixed' },
    capdus: [AP, '0020009B06414243313233', '0024019B06414141414141'],
    otherwise: '9000',
    turned: '6A80',
  },
  {
    turn: { signPinPolicy: 'length' },
    capdus: [AP, '0020009B06414243313233', '0024019B06616161616161'],
    otherwise: '6A80',
    turned: '9000',
  },
  {
    turn: { applicationOrder: ['common', 'text', 'surface', 'juki', 'jpki'] },
    full: true,
    capdus: ['00A4040001D3'],
    otherwise: '6F0C840AD392F0002601000000019000',
    turned: '6F0C840AD39210003100010101009000',
  },
  {
    turn: { textIntegrityAccess: 'pin-a' },
    full: true,
    capdus: [TEXT_AP, `002000950E${hexOf('02010120352285')}`, '00B0830002'],
    otherwise: 'FF309000',
    turned: '6982',
  },
  {
    turn: { lengthForm: 'two-octets' },
    full: true,
    capdus: [TEXT_AP, PIN_OK.replace('98', '91'), '00B0820006'],
    address: '架空'.repeat(27),
    otherwise: 'FF2081D2DF219000',
    turned: 'FF208200D2DF9000',
  },
  {
    turn: { birthKeyTries: 3 },
    full: true,
    capdus: [SURFACE_AP, '0020009106393939393939'],
    otherwise: '63C9',
    turned: '63C2',
  },
  {
    turn: { birthKeyTries: 'unlimited' },
    full: true,
    capdus: [SURFACE_AP, ...new Array<string>(20).fill('0020009106393939393939'), '00200091'],
    otherwise: '63C0',
    turned: '6300',
  },
  {
    turn: { cvRange: '5' },
    full: true,
    capdus: [TEXT_AP, '00B0840A07'],
    otherwise: `${hexOf('6000033')}9000`,
    turned: `${hexOf('5000033')}9000`,
  },
  { turn: { cvObject: 'absent' }, full: true, capdus: ['00CA7F2100'], otherwise: '6700', turned: '6A88' },
  {
    turn: { checkOrder: 'length-first' },
    capdus: ['A0A4000005'.concat('00')],
    otherwise: '6E00',
    turned: '6700',
  },
  {
    turn: { chaining: 'supported' },
    capdus: [AP, '1020009802 3132', '0020009802 3334'],
    otherwise: '63C2',
    turned: '9000',
  },
  {
    turn: { atrObject: 'application' },
    full: true,
    capdus: [AP, '00CA5F5100'],
    otherwise: '6A88',
    turned: 'E000FF8131FE45149000',
  },
  {
    turn: { recordsToLast: false },
    full: true,
    capdus: [COMMON_AP, '00B2010D00'],
    otherwise: '[30]9000',
    turned: '6A81',
  },
  {
    turn: { terminalAuth: terminalCa.publicKey },
    capdus: [AP, '00A4020C020016', ...terminalCertificate(), '802A009701AB00'],
    otherwise: '6982',
    turned: '[256]9000',
  },
  { turn: { endOfSession: 'ends' }, capdus: ['80FC0000'], otherwise: '6700', turned: '9000' },
  {
    turn: { ecdsaForm: 'der' },
    person: { authKey: p384PrivateKey(new Uint8Array(48).fill(7)) },
    capdus: [AP, PIN_OK, `802A009730${'AB'.repeat(48)}00`],
    otherwise: '[96]9000',
    turned: '[103]9000',
  },
];

function lastAnswer(knobs: Partial<CardKnobs>, { person, full, address, capdus }: KnobCase): string {
  const data = full
    ? testFullCard({ knobs, holder: { ...holder, ...(address && { address }) } })
    : testCard({ ...person, knobs });
  const card = createCard(data);
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
    // These two show in a reader: the answer to reset (profile.test.ts) and the time an answer takes (slow-chip.test.ts).
    const inReader = ['atrPersona', 'latencyMs'];
    expect(
      Object.keys(defaultKnobs)
        .filter((knob) => !shown.has(knob))
        .sort(),
    ).toEqual(inReader);
  });
});
