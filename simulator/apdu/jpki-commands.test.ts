import { expect, test } from 'vitest';
import { RigError } from '../errors.ts';
import { toHex, utf8Encode } from './bytes.ts';
import {
  AID_JPKI,
  computeDigitalSignature,
  digestInfoSha256,
  FID,
  queryTries,
  readBinary,
  selectAid,
  selectEf,
  verify,
} from './jpki-commands.ts';

// The bytes that OpenSC and jpki/myna send.
test.each([
  [selectAid(AID_JPKI), '00A4040C0AD392F000260100000001'],
  [selectEf(FID.SIGN_PIN), '00A4020C02001B'],
  [queryTries(), '00200080'],
  [verify(utf8Encode('1234')), '002000800431323334'],
  [readBinary(0, 4), '00B0000004'],
  [readBinary(0x0500, 256), '00B0050000'],
  [readBinary(0, 0x0626), '00B00000000626'],
  [computeDigitalSignature(Uint8Array.of(0xab)), '802A008001AB00'],
])('%#: %s', (bytes, hex) => {
  expect(toHex(bytes)).toBe(hex);
});

test('a DigestInfo of SHA-256 is 51 bytes', () => {
  const info = digestInfoSha256(new Uint8Array(32).fill(0xaa));
  expect(toHex(info)).toBe(`3031300D060960864801650304020105000420${'AA'.repeat(32)}`);
  expect(() => digestInfoSha256(new Uint8Array(20))).toThrow(RigError);
});

test('a VERIFY without PIN, or an offset outside 15 bits, cannot be built by accident', () => {
  expect(() => verify(new Uint8Array(0))).toThrow(RigError);
  expect(() => readBinary(0x8000, 1)).toThrow(RigError);
  expect(() => readBinary(0, 0)).toThrow(RigError);
});
