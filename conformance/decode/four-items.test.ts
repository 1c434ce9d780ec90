import { describe, expect, test } from 'vitest';
import { DecodeError } from '../../simulator/errors.ts';
import { decodeFourItems } from './four-items.ts';

/** The six otherNames of an invented person in the order of the certificate: .1 .4 .3 .5 .2 .6. */
const NAMES = [
  'A01F060A2A83088C9B5508050501A0110C0FE8A68BE69CACE38080E88AB1E5AD90',
  'A019060A2A83088C9B5508050504A00B0C09333139383030323137',
  'A011060A2A83088C9B5508050503A0030C0132',
  'A03A060A2A83088C9B5508050505A02C0C2AE69DB1E4BAACE983BDE8A68BE69CACE5B882E69EB6E7A9BAE794BAEFBC91EFBC8DEFBC92EFBC8DEFBC93',
  'A015060A2A83088C9B5508050502A0070C053030303030',
  'A01E060A2A83088C9B5508050506A0100C0E3030303030303030303030303030',
];

const san = (names: readonly string[]) => {
  const body = Buffer.from(names.join(''), 'hex');
  return Buffer.concat([
    body.length < 128 ? Buffer.of(0x30, body.length) : Buffer.of(0x30, 0x81, body.length),
    body,
  ]);
};
/** The vector with the 生年月日 replaced. */
const born = (text: string) =>
  san(NAMES.with(1, NAMES[1]!.slice(0, -18) + Buffer.from(text).toString('hex')));
const refused = (bytes: Uint8Array) => {
  try {
    decodeFourItems(bytes);
  } catch (thrown) {
    return thrown instanceof DecodeError && thrown.code === 'ERR_FOUR_ITEMS' ? thrown.message : thrown;
  }
  return undefined;
};

describe('the four items', () => {
  const expected = {
    name: '見本　花子',
    nameSubstitutes: '00000',
    gender: '2',
    birth: '1980-02-17',
    address: '東京都見本市架空町１－２－３',
    addressSubstitutes: '00000000000000',
  };
  test('are read from the vector, 197 bytes', () => {
    expect(san(NAMES)).toHaveLength(197);
    expect(decodeFourItems(san(NAMES))).toEqual(expected);
  });
  test('are looked up by OID, not by order', () =>
    expect(decodeFourItems(san(NAMES.toReversed()))).toEqual(expected));
  test.each([0, 1, 2, 3, 4, 5])('entry %i missing, or there twice, is refused', (index) => {
    expect(refused(san(NAMES.toSpliced(index, 1)))).toMatch('is missing');
    expect(
      refused(san([...NAMES.toSpliced(4, index === 4 ? 0 : 1), NAMES[index === 4 ? 4 : index]!])),
    ).toMatch(/twice|missing/);
  });
  test.each([
    ['000000000', '0000-00-00'],
    ['400000000', '0000-00-00'],
    ['319890107', '1989-01-07'],
    ['419890108', '1989-01-08'],
    ['419890100', '1989-01-00'],
    ['319890000', '1989-00-00'],
    ['520190501', '2019-05-01'],
  ])('birth %s reads %s', (text, iso) => expect(decodeFourItems(born(text)).birth).toBe(iso));
  test.each([
    '419890107',
    '319890108',
    '520190430',
    '320000000',
    '319800230',
    '719800217',
    '019800217',
    '319801301',
  ])('birth %s is refused', (text) => expect(refused(born(text))).toMatch('birth'));
  test('a flag too few is refused', () => {
    const short = 'A014060A2A83088C9B5508050502A0060C0430303030';
    expect(refused(san(NAMES.with(4, short)))).toMatch('not one for each character');
  });
});
