import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../errors.ts';
import { concat, fromHex, toHex } from './bytes.ts';
import { leadingTlvLength, readTlv, readTlvSequence, readTlvTree, writeTlv } from './tlv.ts';

// Tags of one, two and three octets; the low five bits say that another octet follows.
const tag = fc.constantFrom(0x04, 0x30, 0x5f37, 0x7f21, 0xdf11, 0xff20, 0x7f8121);

describe('reading', () => {
  test('what is written is read back, with its length known from the header alone', () => {
    const form = fc.constantFrom('minimal' as const, 'two-octets' as const);
    fc.assert(
      fc.property(tag, fc.uint8Array({ maxLength: 700 }), form, (number, value, lengthForm) => {
        const bytes = writeTlv(number, value, lengthForm);
        const object = readTlv(concat(bytes, Uint8Array.of(0xff, 0xff)));
        expect(object).toMatchObject({ tag: number, offset: 0, value });
        expect(object.minimalLength).toBe(lengthForm === 'minimal' || value.length > 255);
        expect(leadingTlvLength(bytes.subarray(0, object.headerLength))).toBe(bytes.length);
      }),
    );
  });

  test('lengths of 127 to 65536 bytes take the shortest form', () => {
    const headers = [127, 128, 255, 256, 65_535, 65_536].map((length) =>
      toHex(writeTlv(0x30, new Uint8Array(length)).subarray(0, 5)),
    );
    expect(headers).toEqual([
      '307F000000',
      '3081800000',
      '3081FF0000',
      '3082010000',
      '3082FFFF00',
      '3083010000',
    ]);
  });

  test('a tree follows constructed objects, with offsets from the start', () => {
    const [outer] = readTlvTree(fromHex('7F2108 300304010A 5F3700'.replace(/ /g, '')));
    expect(outer?.children.map(({ tag: number, offset }) => [number, offset])).toEqual([
      [0x30, 3],
      [0x5f37, 8],
    ]);
    expect(outer?.children[0]?.children[0]).toMatchObject({ tag: 0x04, offset: 5, constructed: false });
  });

  test('the constructed bit is no promise: FF10 holds digits', () => {
    const digits = fromHex('FF100C313233343536373839303138FFFF');
    expect(toHex(readTlv(digits).value)).toBe('313233343536373839303138');
  });

  test('a header of seven bytes tells the size of a certificate', () => {
    expect(leadingTlvLength(fromHex('308206223082050A'))).toBe(1574);
  });
});

describe('refusing', () => {
  test.each([
    ['', 'ERR_TLV_TRUNCATED', 0],
    ['00', 'ERR_TLV_TAG', 0],
    ['1F', 'ERR_TLV_TRUNCATED', 1],
    ['1F8000', 'ERR_TLV_TAG', 1],
    ['1F81818100', 'ERR_TLV_TAG', 0],
    ['04', 'ERR_TLV_TRUNCATED', 1],
    ['3080', 'ERR_TLV_LENGTH', 1],
    ['30FF', 'ERR_TLV_LENGTH', 1],
    ['3085', 'ERR_TLV_LENGTH', 1],
    ['3082', 'ERR_TLV_TRUNCATED', 3],
    ['3084FFFFFFFF', 'ERR_TLV_LENGTH', 1],
    ['040201', 'ERR_TLV_TRUNCATED', 3],
  ])('%s: %s at %i', (hex, code, offset) => {
    expect(() => readTlv(fromHex(hex))).toThrow(expect.objectContaining({ code, offset }));
  });

  test('an object that ends behind its parent', () => {
    expect(() => readTlvTree(fromHex('300204030401AA'))).toThrow(
      expect.objectContaining({ code: 'ERR_TLV_TRUNCATED', offset: 4 }),
    );
  });

  test('nesting without end', () => {
    let bytes = new Uint8Array(0);
    for (let depth = 0; depth < 40; depth++) bytes = Uint8Array.from(writeTlv(0x30, bytes));
    expect(() => readTlvTree(bytes)).toThrow(expect.objectContaining({ code: 'ERR_TLV_DEPTH' }));
  });

  test('any bytes raise nothing but DecodeError', () => {
    const reader = fc.constantFrom(readTlv, readTlvSequence, readTlvTree, leadingTlvLength);
    fc.assert(
      fc.property(reader, fc.uint8Array({ maxLength: 40 }), (read, bytes) => {
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
