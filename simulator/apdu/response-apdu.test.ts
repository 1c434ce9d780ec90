import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeResponseApdu, parseResponseApdu } from './response-apdu.ts';
import { describeSw, swHex, swTriesLeft, triesLeftOf } from './status-word.ts';

test('an answer goes both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 2, maxLength: 300 }), (bytes) => {
      expect(encodeResponseApdu(parseResponseApdu(bytes))).toEqual(bytes);
    }),
  );
});

test('one byte is no answer', () => {
  expect(() => parseResponseApdu(Uint8Array.of(0x90))).toThrow(
    expect.objectContaining({ code: 'ERR_APDU_SHORT' }),
  );
});

test('tries go into 63Cx and come out of it', () => {
  for (let tries = 0; tries <= 15; tries++) expect(triesLeftOf(swTriesLeft(tries))).toBe(tries);
  expect([0x9000, 0x6300, 0x6983, 0x63b3].map(triesLeftOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  [0x9000, 'success'],
  [0x63c4, '4 tries left'],
  [0x63c1, '1 try left'],
  [0x63c0, '0 tries left'],
  [0x6984, 'PIN or key blocked'],
  [0x6100, '256 more bytes available'],
  [0x6c10, 'wrong Le, 16 expected'],
  [0x1234, 'unknown status word'],
])('%i is described as %s', (sw, phrase) => {
  expect(describeSw(sw)).toBe(phrase);
});

test('a status word is four upper-case digits', () => {
  expect([0x6a82, 0x0001].map(swHex)).toEqual(['6A82', '0001']);
});
