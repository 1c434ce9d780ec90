import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../apdu/index.ts';
import { testCard } from '../test-card.ts';
import { atrOf, atrPersonas } from './atrs.ts';
import { decodeTokenInfo, defaultTokenInfo, encodeTokenInfo } from './token-info.ts';

// The image with the values seen on cards (myna-card).
const TOKEN_INFO_IMAGE = [
  `4A504B494150494343544F4B454E32${'20'.repeat(17)}`,
  `${'30'.repeat(31)}31`,
  `453136523031${'4E4A'}${'20'.repeat(8)}`,
  '30303030303030303230353030303033',
  '0000040D00000001000000000000000100000000',
  '0000001000000006FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF',
  '30333031',
  '39'.repeat(16),
].join('');

test('token information is the image seen on cards, 160 bytes, both ways', () => {
  expect(toHex(encodeTokenInfo(defaultTokenInfo))).toBe(TOKEN_INFO_IMAGE);
  expect(fromHex(TOKEN_INFO_IMAGE)).toHaveLength(160);
  expect(decodeTokenInfo(fromHex(TOKEN_INFO_IMAGE))).toEqual(defaultTokenInfo);
});

test('other token information is refused', () => {
  expect(() => decodeTokenInfo(new Uint8Array(159))).toThrow(
    expect.objectContaining({ code: 'ERR_TOKEN_INFO' }),
  );
  expect(() => encodeTokenInfo({ ...defaultTokenInfo, model: 'x'.repeat(17) })).toThrow(
    expect.objectContaining({ code: 'ERR_TOKEN_INFO' }),
  );
});

test.each(atrPersonas)('ATR %s is one: TS, 2 to 33 bytes, check byte', (persona) => {
  const atr = atrOf(persona);
  expect(atr[0]).toBe(0x3b);
  expect(atr.length).toBeLessThanOrEqual(33);
  // ISO/IEC 7816-3:2006 8.2.5: T0 to TCK exclusive-ored give zero.
  expect(atr.subarray(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
});

test('the persona of the knob is the ATR of the card', () => {
  expect(toHex(testCard().atr)).toBe('3BE000FF8131FE4514');
  expect(toHex(testCard({ knobs: { atrPersona: '06' } }).atr)).toBe('3B888001000005E0B381A1007F');
});
