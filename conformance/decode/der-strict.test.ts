import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDer } from './der-strict.ts';

const check = (hex: string) => checkDer(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('DER and what only looks like it', () => {
  test.each([
    '30 00',
    '02 01 00',
    '02 02 00 80',
    '01 01 FF',
    '03 02 07 80',
    '31 06 02 01 01 02 01 02',
    '9F 1F 00',
  ])('%s is DER', (hex) => expect(check(hex)).toEqual({ ok: true }));
  test.each([
    ['', 'no element', 0],
    ['30 81 00', 'length not minimal', 0],
    ['04 82 00 80', 'length not minimal', 0],
    ['30 80 00 00', 'indefinite length', 0],
    ['30 00 00', 'trailing bytes', 2],
    ['02 02 00 7F', 'INTEGER not minimal', 0],
    ['02 02 FF 80', 'INTEGER not minimal', 0],
    ['30 03 02 01', 'content runs past the end', 0],
    ['30 03 01 01 01', 'BOOLEAN other than 00 or FF', 2],
    ['31 06 02 01 02 02 01 01', 'SET OF not sorted', 0],
    ['03 02 07 C0', 'unused bits set', 0],
    ['03 01 01', 'unused bits in an empty BIT STRING', 0],
    ['06 02 80 01', 'OBJECT IDENTIFIER not minimal', 0],
    ['05 01 00', 'NULL with content', 0],
    ['24 03 04 01 00', 'constructed encoding of a primitive type', 0],
    ['0C 01 FF', 'UTF8String is not UTF-8', 0],
    ['17 0B 32 36 30 34 30 31 30 30 30 30 5A', 'UTCTime not YYMMDDHHMMSSZ', 0],
    ['1F 1E 00', 'tag number not minimal', 0],
  ])('%s: %s', (hex, why, offset) => expect(check(hex)).toEqual({ ok: false, why, offset }));

  test('depth is bounded', () => {
    let nested = Buffer.alloc(0);
    for (let depth = 0; depth < 60; depth++) nested = Buffer.concat([Buffer.of(0x30, nested.length), nested]);
    expect(checkDer(nested)).toMatchObject({ ok: false, why: 'nested too deep' });
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => typeof checkDer(bytes).ok === 'boolean'),
    );
  });
});
