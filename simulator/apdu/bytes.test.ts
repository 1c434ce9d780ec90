import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '../errors.ts';
import {
  concat,
  equal,
  fromHex,
  startsWith,
  toHex,
  uintBytes,
  uintOf,
  utf8Decode,
  utf8Encode,
} from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 64 });

test('hex goes both ways', () => {
  fc.assert(fc.property(bytes, (value) => equal(fromHex(toHex(value)), value)));
  expect(toHex(Uint8Array.of(0x0a, 0xff))).toBe('0AFF');
});

test.each([
  ['0', 0],
  ['0G', 1],
  ['00 11', 2],
  ['0x00', 1],
])('hex %j is refused at %i', (hex, offset) => {
  expect(() => fromHex(hex)).toThrow(DecodeError);
  expect(() => fromHex(hex)).toThrow(expect.objectContaining({ code: 'ERR_HEX', offset }));
});

test('parts are joined in order, and the whole starts with the first', () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const whole = concat(a, b);
      return (
        whole.length === a.length + b.length && startsWith(whole, a) && equal(whole.subarray(a.length), b)
      );
    }),
  );
});

test('integers and UTF-8 go both ways', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffffff }), (n) => uintOf(uintBytes(n, 4)) === n));
  expect(utf8Decode(utf8Encode('電子　太郎'))).toBe('電子　太郎');
  expect(() => utf8Decode(Uint8Array.of(0xff))).toThrow(expect.objectContaining({ code: 'ERR_UTF8' }));
});
