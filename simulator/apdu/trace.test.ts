/** The lines and fields of whole dialogues, of synthetic data. Each row: C-APDU, answer, then what is shown. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex, uintBytes, utf8Encode } from './bytes.ts';
import { writeTlv } from './tlv.ts';
import { createTracer, type Tracer, tracedText } from './trace.ts';

const JPKI = '00A4040C0AD392F000260100000001';
const TEXT = '00A4040C0AD3921000310001010408';
const FACE = '00A4040C0AD3921000310001010402';
const COMMON = '00A4040C0AD3921000310001010100';
const DIGEST_INFO =
  '3031300D060960864801650304020105000420BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD';
const BYTES_256 = 'AB'.repeat(256);

const hex = (text: string): Uint8Array => fromHex(text.replace(/\s/g, ''));

/** Shows rows of "C-APDU answer". */
function show(rows: readonly (readonly [string, string])[], tracer: Tracer = createTracer()): string[] {
  return rows.map(([capdu, rapdu]) => tracedText(tracer.exchange(hex(capdu), hex(rapdu))));
}

/** The rows of READ BINARY that a client sends for `file`, `step` bytes at a time. */
function reads(file: Uint8Array, step: number): [string, string][] {
  return Array.from({ length: Math.ceil(file.length / step) }, (_, at) => {
    const part = file.subarray(at * step, (at + 1) * step);
    const offset = toHex(uintBytes(at * step, 2));
    return [`00B0${offset}${toHex(uintBytes(part.length, 1))}`, `${toHex(part)}9000`];
  });
}

const der = (tag: number, ...parts: Uint8Array[]): Uint8Array => writeTlv(tag, concat(...parts));
const attribute = (oid: string, text: string): Uint8Array =>
  der(0x31, der(0x30, der(0x06, fromHex(oid)), der(0x0c, utf8Encode(text))));

/** Something with the outline of a certificate, 1574 bytes long. */
function outline(): Uint8Array {
  const time = (text: string): Uint8Array => der(0x17, utf8Encode(text));
  const tbs = der(
    0x30,
    der(0xa0, fromHex('020102')),
    fromHex('020107'),
    fromHex('300506032A0304'),
    der(0x30, attribute('550406', 'JP'), attribute('55040A', 'JPKI-MOCK TEST')),
    der(0x30, time('260401000000Z'), time('310401145959Z')),
    der(0x30, attribute('550406', 'JP'), attribute('550403', 'X1234\n5')),
  );
  const filler = new Uint8Array(1574 - 4 - tbs.length - 4);
  return writeTlv(0x30, concat(tbs, writeTlv(0x04, filler, 'two-octets')));
}

test('the authentication certificate is read without a PIN', () => {
  const cert = outline();
  expect(cert.length).toBe(1574);
  const lines = show([
    [JPKI, '9000'],
    ['00A4020C02000A', '9000'],
    ['00B0000004', `${toHex(cert.subarray(0, 4))}9000`],
    ...reads(cert, 255),
  ]);
  expect(lines.slice(0, 4)).toEqual([
    'SELECT JPKI-AP → 9000',
    'SELECT EF.AUTH_CERT (000A) → 9000',
    'READ BINARY EF.AUTH_CERT 0000..0003 → 4 bytes, 9000',
    'READ BINARY EF.AUTH_CERT 0000..00FE → 255 bytes, 9000',
  ]);
  expect(lines.at(-1)?.split('\n')).toEqual([
    'READ BINARY EF.AUTH_CERT 05FA..0625 → 44 bytes, 9000',
    '  certificate',
    '    size: 1574 bytes',
    '    subject: C=JP, CN=X1234·5',
    '    issuer: C=JP, O=JPKI-MOCK TEST',
    '    validity: 260401000000Z to 310401145959Z',
  ]);
  expect(lines.join('\n').match(/subject/g)).toHaveLength(1);
});

test('the authentication key signs after its PIN; the PIN is a count', () => {
  const rows: [string, string, string][] = [
    [JPKI, '9000', 'SELECT JPKI-AP → 9000'],
    ['00A4020C020018', '9000', 'SELECT IEF.AUTH_PIN (0018) → 9000'],
    ['00200080', '63C3', 'VERIFY query IEF.AUTH_PIN → 63C3, 3 tries left'],
    ['0020008000', '6700', 'VERIFY query IEF.AUTH_PIN → 6700, wrong length'],
    ['002000800439393939', '63C2', 'VERIFY IEF.AUTH_PIN (4 bytes) → 63C2, 2 tries left'],
    ['002000800431323334', '9000', 'VERIFY IEF.AUTH_PIN (4 bytes) → 9000'],
    ['00A4020C020017', '9000', 'SELECT IEF.AUTH_KEY (0017) → 9000'],
    [
      `802A008033${DIGEST_INFO}00`,
      `${BYTES_256}9000`,
      'COMPUTE DIGITAL SIGNATURE IEF.AUTH_KEY (DigestInfo SHA-256) → 256 bytes, 9000',
    ],
    [
      '802A009A01AB00',
      '6982',
      'COMPUTE DIGITAL SIGNATURE IEF.SIGN_KEY (1 byte) → 6982, security status not satisfied',
    ],
    ['00A4020C020018', '9000', 'SELECT IEF.AUTH_PIN (0018) → 9000'],
    ['002401800435363738', '9000', 'CHANGE REFERENCE DATA IEF.AUTH_PIN (4 bytes) → 9000'],
    ['00A4020C020001', '9000', 'SELECT EF.SIGN_CERT (0001) → 9000'],
    ['00B0000004', '6982', 'READ BINARY EF.SIGN_CERT 0000 Le 4 → 6982, security status not satisfied'],
    ['00A4020C021234', '6A82', 'SELECT EF 1234 → 6A82, file or application not found'],
    ['00B00EE0E0', '6B00', 'READ BINARY EF.SIGN_CERT 0EE0 Le 224 → 6B00, offset outside the file'],
    ['00B08A0004', '308206229000', 'READ BINARY EF.AUTH_CERT 0000..0003 → 4 bytes, 9000'],
    ['00B0000404', '308206229000', 'READ BINARY EF.AUTH_CERT 0004..0007 → 4 bytes, 9000'],
  ];
  expect(show(rows.map(([capdu, rapdu]) => [capdu, rapdu]))).toEqual(rows.map(([, , line]) => line));
});

const NUMBER_FILE = 'FF100C313233343536373839303138FFFF';
const BASIC_FOUR = `FF205C DF2108000E00200050005B DF220F E99BBBE5AD90E38080E5A4AAE9838E
  DF232D E69DB1E4BAACE983BDE58D83E4BBA3E794B0E58CBAE99C9EE3818CE996A2EFBC92EFBC8DEFBC91EFBC8DEFBC92
  DF2408 3139393030313031 DF2501 31`;

test('基本4情報 read as fields, the Individual Number as a count', () => {
  const four = hex(BASIC_FOUR);
  const lines = show([
    [TEXT, '9000'],
    ['00A4020C020011', '9000'],
    ['002000800431323334', '9000'],
    ['00A4020C020001', '9000'],
    ['00B0000011', `${NUMBER_FILE}9000`],
    ['00A4020C020002', '9000'],
    ['00B0000007', `${toHex(four.subarray(0, 7))}9000`],
    ['00B0000758', `${toHex(four.subarray(7))}9000`],
  ]);
  expect(lines[4]).toBe(
    'READ BINARY EF.INDIVIDUAL_NUMBER 0000..0010 → 17 bytes, 9000\n  Individual Number\n    content: 12 digits',
  );
  expect(lines[6]).toBe('READ BINARY EF.BASIC_FOUR 0000..0006 → 7 bytes, 9000');
  expect(lines[7]?.split('\n')).toEqual([
    'READ BINARY EF.BASIC_FOUR 0007..005E → 88 bytes, 9000',
    '  基本4情報',
    '    offset table: 000E 0020 0050 005B',
    '    氏名: 電子　太郎',
    '    住所: 東京都千代田区霞が関２－１－２',
    '    生年月日: 1990-01-01',
    '    性別: 1 (male)',
  ]);
  expect(lines.join('\n')).not.toContain('123456789018');
  expect(lines.join('\n')).not.toContain('1234\n');
});

test('the integrity record shows no digest of the Individual Number', () => {
  const digest = 'C60C415D94405F03E9C454A8BAE073837D2C619925196526852FE61D9C58422D';
  const record = `FF3082014BDF3120${digest}DF3220${'00'.repeat(32)}DF33820100${BYTES_256}`;
  const lines = show([
    [TEXT, '9000'],
    ['00A4020C020003', '9000'],
    ['00B00000000150', `${record}9000`],
  ]);
  expect(lines[2]).toContain('digest of the Individual Number: 32 bytes');
  expect(lines.join('\n')).not.toContain('C60C');
});

test('token information, as one client reads it and as another', () => {
  const file = `4A504B494150494343544F4B454E32${'20'.repeat(17)}${'30'.repeat(31)}31
    453136523031 4E4A ${'20'.repeat(8)} 30303030303030303230353030303033
    0000040D 00000001 00000000 00000001 00000000 00000010 00000006 FFFFFFFF FFFFFFFF FFFFFFFF FFFFFFFF
    3033 3031 ${'39'.repeat(16)}`;
  const bytes = hex(file);
  const lines = show([
    [JPKI, '9000'],
    ['00A4020C020006', '9000'],
    ['00B0000014', `${toHex(bytes.subarray(0, 20))}9000`],
    ['00B0000000', `${toHex(bytes)}9000`],
  ]);
  expect(lines[2]).not.toContain('label');
  expect(lines[3]?.split('\n').slice(1, 6)).toEqual([
    '  token information',
    '    label: JPKIAPICCTOKEN2',
    '    manufacturer: 00000000000000000000000000000001',
    '    model: E16R01NJ',
    '    serial number: 0000000020500003',
  ]);
});

test('card face with 照合番号B, the card serial, internal authentication', () => {
  const face = writeTlv(
    0xff20,
    concat(
      writeTlv(0xdf21, new Uint8Array(18)),
      writeTlv(0xdf22, utf8Encode('19800217')),
      writeTlv(0xdf23, utf8Encode('2')),
      writeTlv(0xdf25, new Uint8Array(300)),
      writeTlv(0xdf29, utf8Encode('20350217')),
    ),
  );
  const lines = show([
    [FACE, '9000'],
    ['00A4020C020012', '9000'],
    ['002000800E3535303231373230333532323835', '9000'],
    ['00A4020C020002', '9000'],
    ...reads(face, 250),
    [`802A000033${DIGEST_INFO}00`, `${BYTES_256}9000`],
    [COMMON, '9000'],
    ['00B2010C00', '011C3430303030303030303030303030313133313031323033353031303190 00'],
  ]);
  expect(lines[2]).toBe('VERIFY IEF.NUMBER_B (14 bytes) → 9000');
  expect(lines[5]).toContain('    性別: 2 (female)\n    氏名 (image): 300 bytes\n    有効期限: 2035-02-17');
  expect(lines[6]).toBe('COMPUTE DIGITAL SIGNATURE IEF.FACE_KEY (DigestInfo SHA-256) → 256 bytes, 9000');
  expect(lines[8]?.split('\n')).toEqual([
    'READ RECORD EF.CARD_SERIAL record 1 → 30 bytes, 9000',
    '  card serial record',
    '    serial number: 400000000000001',
    '    municipality: 13101',
    '    card expires: 2035-01-01',
  ]);
  expect(lines.join('\n')).not.toContain('55021720352285');
});

test('data objects at power-up level', () => {
  const lines = show([
    ['00CA00F200', '32303335303130319000'],
    ['00CA5F5100', 'E000FF8131FE45149000'],
    ['00CA004400', '6A88'],
    ['0084000008', '01020304050607089000'],
    ['80A206C10001', '9000'],
  ]);
  expect(lines).toEqual([
    'GET DATA F2 → 8 bytes, 9000\n  card expires\n    value: 2035-01-01',
    'GET DATA 5F51 → 8 bytes, 9000\n  ATR of the contacts\n    value: E000FF8131FE4514',
    'GET DATA 44 → 6A88, referenced data not found',
    'GET CHALLENGE 0000 (0 bytes) → 8 bytes, 9000',
    'malformed command (6 bytes) → 9000',
  ]);
});

describe('which application is current', () => {
  test('a name that fits several is settled by the answer', () => {
    const fci = '6F0C840AD39210003100010104089000';
    expect(
      show([
        ['00A40400 03 D39210 00', fci],
        ['00A4020C020001', '9000'],
      ]),
    ).toEqual(['SELECT text AP → 14 bytes, 9000', 'SELECT EF.INDIVIDUAL_NUMBER (0001) → 9000']);
    expect(
      show([
        ['00A4040C03D39210', '9000'],
        ['00A4020C020001', '9000'],
      ]),
    ).toEqual([
      'SELECT AP D39210 (one of text AP, face AP, juki AP, common AP) → 9000',
      'SELECT EF 0001 → 9000',
    ]);
  });

  test('a refused SELECT moves nothing, power moves everything', () => {
    const tracer = createTracer();
    show(
      [
        [JPKI, '9000'],
        ['00A4040C06A00000000101', '6A82'],
      ],
      tracer,
    );
    expect(show([['00A4020C020018', '9000']], tracer)).toEqual(['SELECT IEF.AUTH_PIN (0018) → 9000']);
    expect(tracer.power('reset')).toBe('warm reset');
    expect(show([['00200080', '6986']], tracer)).toEqual(['VERIFY query no file → 6986, no current file']);
  });
});

const anyBytes = fc.uint8Array({ maxLength: 24 });
/** Commands near to real ones, so that the tracer gets anywhere. */
const likely = fc.oneof(
  anyBytes,
  fc
    .constantFrom(JPKI, TEXT, FACE, COMMON, '00A4020C020001', '00A4020C020002', '00A4020C020006')
    .map(fromHex),
  fc
    .tuple(fc.constantFrom('00B000', '00B081', '00B201', '00CA00', '802A00'), anyBytes)
    .map(([head, tail]) => concat(fromHex(head), tail)),
);
const likelyAnswer = anyBytes.map((bytes) => concat(bytes, fromHex('9000')));

test('any dialogue gives lines and never an exception', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(likely, fc.oneof(anyBytes, likelyAnswer)), { maxLength: 30 }), (rows) => {
      const tracer = createTracer();
      for (const [capdu, rapdu] of rows) {
        const { line, completed } = tracer.exchange(capdu, rapdu);
        expect(line).toMatch(/^[^\n]+ → [^\n]+$/);
        for (const [, text] of completed?.fields ?? []) expect(text).not.toContain('\n');
      }
    }),
    { numRuns: 1000 },
  );
});

test('no text depends on the PIN or on the digits of the Individual Number', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const dialogue = (pin: string, number: string): string[] => {
    const pinHex = toHex(utf8Encode(pin));
    return show([
      [TEXT, '9000'],
      [`0020009104${pinHex}`, '9000'],
      [`0020008009${pinHex}`, '6700'],
      ['00B0810000', `FF100C${toHex(utf8Encode(number))}FFFF9000`],
      ['00B0000002', 'FF109000'],
      [`00240180 04${pinHex}`, '9000'],
    ]);
  };
  fc.assert(
    fc.property(digits(4), digits(4), digits(12), digits(12), (pin1, pin2, number1, number2) => {
      expect(dialogue(pin1, number1)).toEqual(dialogue(pin2, number2));
    }),
  );
});
