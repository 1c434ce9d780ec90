import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError, RigError } from '../errors.ts';
import { fromHex, toHex } from './bytes.ts';
import { type CommandApdu, encodeCommandApdu, parseCommandApdu } from './command-apdu.ts';

const octet = fc.integer({ min: 0, max: 255 });
const header = { cla: octet, ins: octet, p1: octet, p2: octet };
const shortApdu = fc.record({
  ...header,
  data: fc.uint8Array({ maxLength: 255 }),
  ne: fc.integer({ min: 0, max: 256 }),
  extended: fc.constant(false),
});
// Case 1 has no extended form, so an extended command has data or wants some.
const extendedApdu = fc
  .record({
    ...header,
    data: fc.uint8Array({ maxLength: 600 }),
    ne: fc.integer({ min: 0, max: 65_536 }),
    extended: fc.constant(true),
  })
  .filter(({ data, ne }) => data.length > 0 || ne > 0);

describe('the seven cases', () => {
  test.each<[name: string, hex: string, nc: number, ne: number, extended: boolean]>([
    ['1', '00200080', 0, 0, false],
    ['2S', '00B0000004', 0, 4, false],
    ['2S, the most', '00B0000000', 0, 256, false],
    ['3S', '00A4020C020018', 2, 0, false],
    ['4S', '00A404000101 00', 1, 256, false],
    ['2E', '00B00000000626', 0, 0x626, true],
    ['2E, the most', '00B00000000000', 0, 65_536, true],
    ['3E', '802A0080000002ABCD', 2, 0, true],
    ['4E', '802A0080000002ABCD0100', 2, 256, true],
  ])('case %s', (_, hex, nc, ne, extended) => {
    const bytes = fromHex(hex.replace(' ', ''));
    const capdu = parseCommandApdu(bytes);
    expect({ nc: capdu.data.length, ne: capdu.ne, extended: capdu.extended }).toEqual({ nc, ne, extended });
    expect(toHex(encodeCommandApdu(capdu))).toBe(toHex(bytes));
  });
});

test('what is encoded is read back', () => {
  fc.assert(
    fc.property(fc.oneof(shortApdu, extendedApdu), (capdu: CommandApdu) => {
      expect(parseCommandApdu(encodeCommandApdu(capdu))).toEqual(capdu);
    }),
  );
});

test('any bytes are read or refused, and what is read is encoded to the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      try {
        expect(encodeCommandApdu(parseCommandApdu(bytes))).toEqual(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['', 'ERR_APDU_SHORT'],
  ['00A404', 'ERR_APDU_SHORT'],
  ['00A4040C05AABB', 'ERR_APDU_LENGTH'],
  ['00A4040C01AABBCC', 'ERR_APDU_LENGTH'],
  ['00B000000000', 'ERR_APDU_LENGTH'],
  ['802A008000000000', 'ERR_APDU_LENGTH'],
  ['802A00800000000100', 'ERR_APDU_LENGTH'],
  // Extended Lc with a Le of one octet, which one client sends.
  ['802A0080000002ABCD00', 'ERR_APDU_LENGTH'],
])('%s is refused with %s', (hex, code) => {
  expect(() => parseCommandApdu(fromHex(hex))).toThrow(expect.objectContaining({ code }));
});

test.each<Partial<CommandApdu>>([{ ne: 257 }, { ne: -1 }, { data: new Uint8Array(256) }, { p1: 256 }])(
  'a field that does not fit is refused: %j',
  (change) => {
    const capdu = {
      cla: 0,
      ins: 0xb0,
      p1: 0,
      p2: 0,
      data: new Uint8Array(0),
      ne: 1,
      extended: false,
      ...change,
    };
    expect(() => encodeCommandApdu(capdu)).toThrow(RigError);
  },
);
