/** The applications beside JPKI: whole dialogues, and which credential opens which file, cell by cell. */
import { constants, createPublicKey, generateKeyPairSync, publicEncrypt, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex, utf8Encode } from '../apdu/index.ts';
import { chanceFrom } from '../world/index.ts';
import { pinFilesOf } from './card-data.ts';
import { exchange, fullKey, send, testFullCard } from './test-card.ts';
import { createCard, type VirtualCard } from './virtual-card.ts';

const AID = {
  jpki: 'D392F000260100000001',
  text: 'D3921000310001010408',
  surface: 'D3921000310001010402',
  juki: 'D3921000310001010401',
  common: 'D3921000310001010100',
} as const;
type Application = keyof typeof AID;

const data = testFullCard();
function poweredCard(options = {}): VirtualCard {
  const card = createCard(data, undefined, options);
  card.power('on');
  return card;
}
const select = (application: Application): string => `00A4040C0A${AID[application]}`;
const hexByte = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();
const verifyBySfi = (fid: number, value: string): string =>
  `002000${hexByte(0x80 | fid)}${hexByte(value.length)}${toHex(utf8Encode(value))}`;

const A = '123456789018';
const B = '02010120352285';
const DIGEST_INFO = `3031300D060960864801650304020105000420${'AB'.repeat(32)}`;

// Rows of C-APDU and answer; data over 16 bytes as [n].
const transcripts: Record<string, string> = {
  'Individual Number and four items after the PIN': `
    ${select('text')} 9000
    00A4020C020011 9000
    002000800431323334 9000
    00A4020C020001 9000
    00B0000011 [17]9000
    00A4020C020002 9000
    00B0000007 FF205CDF2108009000
    00B0000758 [88]9000`,
  'the card face after 照合番号B, and a signature with no PIN at all': `
    ${select('surface')} 9000
    00A4020C020012 9000
    002000800E3032303130313230333532323835 9000
    00A4020C020002 9000
    00B0000003 FF20829000
    802A000033${DIGEST_INFO}00 [256]9000
    00B0000003 FF20829000`,
  'the serial of the card': `
    ${select('common')} 9000
    00B2010C00 [30]9000
    00A4020C020001 9000
    00B2010400 [30]9000
    00B2010500 [30]9000
    00B2020400 6A83
    00B2000400 6A86
    00B2010600 6A86
    00B201FC00 6A86
    00B2010401 6700
    00B2010C 6700
    00B0000000 6981
    00B2011400 363030303031300805303031000000019000
    00B2012400 6A82
    00B201CC00 6981
    00A4020C02001E 9000
    00B2010400 6981
    00200080 6981`,
  'a new authentication PIN': `
    ${select('jpki')} 9000
    00A4020C020018 9000
    002000800431323334 9000
    002401800435363738 9000
    002000800431323334 63C2
    002000800435363738 9000`,
  'the office PIN of each application, by CHANGE KEY alone': `
    ${select('common')} 9000
    8032009C0435363738 6982
    0020009C0431323334 9000
    0024019C0435363738 6985
    8032009C043536373A 6A80
    8032019C0435363738 6A86
    8032009C0435363738 9000
    ${select('juki')} 9000
    0020009C0435363738 63C2
    0020009C0431323334 9000`,
  '照合番号 are never changed': `
    ${select('text')} 9000
    002000940C${toHex(utf8Encode(A))} 9000
    002401940C${'30'.repeat(12)} 6985
    803200940C${'30'.repeat(12)} 6985`,
  'a reference locked for ever': `
    ${select('text')} 9000
    00200092 63C0
    002000920431323334 6984
    00A4020C020012 9000
    00200080 63C0
    ${select('jpki')} 9000
    00200090 63C0`,
  'power-up level': `
    00A40000 6A86
    00A4000C023F00 6A82
    00A4020C022F10 6A82
    00A4020C022F11 6A82
    00A4020C02001E 9000
    00B0000000 6981
    00B2010400 6981
    00CA004200 363030303031310805303031000000019000
    00CA004500 3430303030303030303030303030319000
    00CA006600 [49]9000
    00CA00F000 31333130319000
    00CA00F200 32303335303130319000
    00CA00F700 363030303032310805303031000000019000
    00CA5F5100 E000FF8131FE45149000
    00CA7F2100 6700
    00CA7F21000000 [568]9000
    00CA00F8000000 [568]9000
    00CA00F002 6700
    00CA00F0 6700
    00CA00F900 6A88
    ${select('jpki')} 9000
    00CA00F000 6A88
    00CA5F5100 6A88
    00A4040C07A0000001510000 9000
    00A40000 6A86
    00CA00F000 31333130319000`,
  'names of applications, one after the other': `
    00A4040203D39210 6F0C840AD39210003100010104089000
    00A4040203D39210 6F0C840AD39210003100010104029000
    00A4040203D39210 6F0C840AD39210003100010104019000
    00A4040203D39210 6F0C840AD39210003100010101009000
    00A4040203D39210 6A82
    00A4040001A0 6F098407A00000015100009000`,
  challenges: `
    0084000000 [256]9000
    0084000001 .9000
    00840000 6700
    00840000000100 [256]9000
    00840000000101 6985
    0084010008 6A86
    ${select('jpki')} 9000
    0084000020 [32]9000`,
  'internal authentication by command': `
    ${select('common')} 9000
    008800990411223344${'00'} [256]9000
    00880099 6700
    008801990411223344 6A86
    0088009C0411223344 6981
    802A009901AB00 6985
    ${select('text')} 9000
    008800930411223344 6985
    ${select('jpki')} 9000
    0020009804 31323334 9000
    008800970411223344 6982
    0082000008${'00'.repeat(8)} 6985`,
  'secure messaging is told apart by application': `
    ${select('jpki')} 9000
    08A4020C020001 6882
    08B0000000 69FC
    80AE0000 6982
    ${select('surface')} 9000
    80AE0000 66F1
    0CB0000000 69FC
    ${select('common')} 9000
    80AE0000 66F1
    ${select('juki')} 9000
    80AE0000 6982
    ${select('text')} 9000
    08B0000000 69FC
    0CB0000000 6987
    80AE000001AB 6982
    002000910431323334 9000
    80AE000001AB 6700
    80AE00000001 00${'FF'.repeat(256)} 6F00
    80AE00000001 00${'01'.repeat(256)} 6A80`,
  'terminal certificates without a terminal CA': `
    ${select('jpki')} 9000
    80A206C101AB 6986
    00A4020C020016 9000
    80A206C101AB 6700
    80A206C1000133${'00'.repeat(307)} 6A80
    80A206C2000133${'00'.repeat(307)} 6A86
    80A200C10001055F37820100${'00'.repeat(256)} 6985
    80A206C10001337F218202335F4E820129${'00'.repeat(297)} 9000
    80A200C1000105${'00'.repeat(261)} 6700
    80A200C10001055F37820100${'00'.repeat(256)} 6982
    00A4020C020017 9000
    80A206C101AB 6981`,
  'what is for issuers or for nobody': `
    80FC0000 6700
    808A0000 6982
    80500000 6982
    80520000 6982
    80540000 6982
    80060000 6982
    00CB3FFF 6D00
    00C0000000 6D00
    002C0080 6D00
    00D6000001AB 6982
    00D0000001AB 6982
    00DC010401AB 6982
    00E2000001AB 6982`,
};

describe('dialogues', () => {
  test.each(Object.entries(transcripts))('%s', (_, transcript) => {
    const card = poweredCard();
    const rows = transcript
      .trim()
      .split('\n')
      .map((line) => line.trim().split(' '))
      .map((words) => [words.slice(0, -1).join(''), words.at(-1)!] as const);
    for (const [capdu, answer] of rows) {
      const got = exchange(card, capdu);
      // A dot stands for one byte that chance decides.
      if (answer.startsWith('.')) expect(got, capdu).toMatch(/^..9000$/);
      else expect(got, capdu).toBe(answer);
    }
  });

  test('a well-formed seed is taken', () => {
    const card = poweredCard();
    for (const capdu of [select('text'), '002000910431323334']) exchange(card, capdu);
    const key = createPublicKey(fullKey('text session').export({ type: 'pkcs8', format: 'pem' }));
    const encrypt = (seed: string): string => {
      const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
      return `80AE0000000100${toHex(publicEncrypt(padding, fromHex(seed)))}`;
    };
    expect(exchange(card, encrypt(`A0228020${'11'.repeat(32)}`))).toBe('9000');
    expect(exchange(card, encrypt(`A0228120${'11'.repeat(32)}`))).toBe('6A80');
    expect(exchange(card, encrypt(`A0228020${'11'.repeat(31)}`))).toBe('6A80');
  });
});

// Credentials by application: FID of the PIN file and the right value.
const CREDENTIALS: Record<Application, Record<string, readonly [number, string]>> = {
  jpki: { auth: [0x18, '1234'], sign: [0x1b, 'ABC123'] },
  text: { pin: [0x11, '1234'], a: [0x14, A], b: [0x15, B] },
  surface: { birth: [0x11, '020101'], b: [0x12, B], a: [0x13, A] },
  common: { pin: [0x1c, '1234'] },
  juki: { pin: [0x1c, '1234'] },
};

// Every readable file: who opens it. `free` needs nobody, `-` is opened by none.
const FILES: Record<Application, Record<number, string>> = {
  jpki: { 1: 'sign', 2: 'free', 6: 'free', 8: 'free', 9: '-', 10: 'free', 11: 'free' },
  text: {
    1: 'pin a',
    2: 'pin b',
    3: 'pin a b',
    4: 'free',
    5: 'free',
    6: 'pin a b',
    7: 'pin a b',
    8: 'pin a b',
  },
  surface: { 1: 'birth', 2: 'a b', 3: 'free', 4: 'free', 5: 'a', 6: 'a b' },
  common: { 1: 'free', 2: 'free' },
  juki: { 2: 'free' },
};

// Keys and who may use them by 80 2A; and files that can be selected and never read.
const KEYS: Record<Application, Record<number, string>> = {
  jpki: { 23: 'auth', 26: 'sign' },
  text: { 19: 'free' },
  surface: { 26: 'free' },
  common: {},
  juki: {},
};
const INTERNAL: Record<Application, number[]> = {
  jpki: [0x10, 0x16, 0x17, 0x18, 0x1a, 0x1b],
  text: [0x11, 0x12, 0x13, 0x14, 0x15],
  surface: [0x11, 0x12, 0x13, 0x1a],
  common: [0x19, 0x1c, 0x1e],
  juki: [0x1c],
};

const applications = Object.keys(AID) as Application[];
const records: Application[] = ['common', 'juki'];
const readOf = (application: Application, sfi: number): string =>
  records.includes(application) ? `00B201${hexByte((sfi << 3) | 4)}00` : `00B0${hexByte(0x80 | sfi)}0001`;

describe.each(applications)('who opens what: %s', (application) => {
  const credentials = Object.keys(CREDENTIALS[application]);
  const opened = (by: string, who: string): boolean => by === 'free' || by.split(' ').includes(who);

  test.each(['nobody', ...credentials])('%s', (who) => {
    const card = poweredCard();
    exchange(card, select(application));
    const credential = CREDENTIALS[application][who];
    if (credential) expect(exchange(card, verifyBySfi(...credential))).toBe('9000');
    for (const [fid, by] of Object.entries(FILES[application])) {
      const { sw } = send(card, readOf(application, Number(fid)));
      expect(sw.toString(16), `EF ${fid}`).toBe(opened(by, who) ? '9000' : '6982');
    }
    for (const [fid, by] of Object.entries(KEYS[application])) {
      const { sw } = send(card, `802A00${hexByte(0x80 | Number(fid))}01AB00`);
      expect(sw.toString(16), `key ${fid}`).toBe(opened(by, who) ? '9000' : '6982');
    }
  });

  test('there are these files and no others', () => {
    const card = poweredCard();
    exchange(card, select(application));
    const there = Array.from({ length: 0x1e }, (_, n) => n + 1).filter(
      (fid) => exchange(card, `00A4020C0200${hexByte(fid)}`) === '9000',
    );
    const expected = [...Object.keys(FILES[application]).map(Number), ...INTERNAL[application]];
    expect(there).toEqual(expected.sort((a, b) => a - b));
    for (const fid of INTERNAL[application])
      expect(exchange(card, readOf(application, fid)), `${fid}`).toBe('6981');
  });

  test('leaving the application closes everything, and counters are apart', () => {
    const card = poweredCard();
    exchange(card, select(application));
    for (const [fid, value] of Object.values(CREDENTIALS[application])) {
      expect(exchange(card, verifyBySfi(fid, value))).toBe('9000');
    }
    const verified = card.snapshot().verified.length;
    expect(verified).toBe(credentials.length);
    exchange(card, select(application === 'jpki' ? 'text' : 'jpki'));
    expect(card.snapshot().verified).toEqual([]);
  });
});

test('A and B have one counter in each application', () => {
  const card = poweredCard();
  const answers = [
    select('text'),
    verifyBySfi(0x14, '000000000000'),
    verifyBySfi(0x14, '000000000000'),
    verifyBySfi(0x15, '00000000000000'),
    select('surface'),
    '00200093',
    '00200092',
    verifyBySfi(0x13, '000000000000'),
    select('text'),
    '00200094',
    '00200095',
  ].map((capdu) => exchange(card, capdu));
  expect(answers).toEqual([
    ...['9000', '63C9', '63C8', '63C9', '9000', '63CA', '63CA', '63C9'],
    ...['9000', '63C8', '63C9'],
  ]);
});

test('every PIN has as many tries as holders are told', () => {
  const tries = pinFilesOf(data).map(({ name, triesMax }) => `${name} ${triesMax}`);
  expect(tries).toEqual([
    'IEF.AUTH_PIN 3',
    'IEF.SIGN_PIN 5',
    'IEF.TEXT_PIN 3',
    'IEF.TEXT_NUMBER_A 10',
    'IEF.TEXT_NUMBER_B 10',
    'IEF.BIRTH 10',
    'IEF.SURFACE_NUMBER_B 10',
    'IEF.SURFACE_NUMBER_A 10',
    'IEF.JUKI_PIN 3',
    'IEF.COMMON_PIN 3',
  ]);
});

describe('chance', () => {
  test('challenges and salts come from the function that is handed in', () => {
    const challenges = ['a', 'b', 'a'].map((seed) =>
      exchange(poweredCard({ random: chanceFrom(seed).bytes }), '0084000008'),
    );
    expect(challenges[0]).toBe(challenges[2]);
    expect(challenges[0]).not.toBe(challenges[1]);
  });

  test('PSS: another salt each time, and both verify', () => {
    const card = poweredCard();
    exchange(card, select('surface'));
    const message = utf8Encode('internal authentication');
    const key = createPublicKey(fullKey('surface').export({ type: 'pkcs8', format: 'pem' }));
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const capdu = `802A0500${hexByte(message.length)}${toHex(message)}00`;
    const [first, second] = [send(card, capdu).data, send(card, capdu).data];
    expect(first).not.toEqual(second);
    for (const signature of [first, second]) expect(verify('sha256', message, pss, signature)).toBe(true);
    expect(verify('sha256', message, { ...pss, saltLength: 20 }, first!)).toBe(false);
  });
});

test('INTERNAL AUTHENTICATE verifies as PKCS#1 v1.5 with SHA-256 over the challenge', () => {
  const card = poweredCard();
  exchange(card, select('common'));
  const { data: signature } = send(card, '0088009904DEADBEEF00');
  const key = createPublicKey(fullKey('common').export({ type: 'pkcs8', format: 'pem' }));
  expect(verify('sha256', fromHex('DEADBEEF'), key, signature)).toBe(true);
});

describe('chains', () => {
  const chained = testFullCard({ knobs: { chaining: 'supported' } });
  const answersOf = (...capdus: string[]): string[] => {
    const card = createCard(chained);
    card.power('on');
    return capdus.map((capdu) => exchange(card, capdu));
  };
  test('parts make one command; something else in between ends them', () => {
    expect(answersOf(select('text'), '902A000001AB', '802A000001CD00')).toEqual([
      '9000',
      '9000',
      '[256]9000',
    ]);
    expect(answersOf(select('text'), '902A000001AB', '00B0850001', '802A0000', '00B0850001')).toEqual([
      ...['9000', '9000', '6883', '6700', 'FF9000'],
    ]);
  });
  test('a chain without an end stops growing', () => {
    const part = `9032008000FF00${'00'.repeat(254)}`;
    const answers = answersOf(...new Array<string>(20).fill(part));
    expect(answers).toContain('6700');
  });
});

test('a terminal that the private CA certified uses the authentication key without a PIN, until the card leaves', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const card = createCard(testFullCard({ knobs: { terminalAuth: publicKey } }));
  card.power('on');
  // Signed by somebody else: refused. The accepted one is shown among the knobs.
  const answers = [
    select('jpki'),
    '00A4020C020016',
    `80A206C10001337F218202335F4E820129${'00'.repeat(297)}`,
    `80A200C10001055F37820100${'00'.repeat(256)}`,
    '802A009701AB00',
  ].map((capdu) => exchange(card, capdu));
  expect(answers).toEqual(['9000', '9000', '9000', '6982', '6982']);
});
