import { describe, expect, test } from 'vitest';
import { findText } from './secrets.ts';

const TEXT = '見本　花子９';
const search = (bytes: Uint8Array | string, text = TEXT) =>
  findText({ messages: [{ where: 'here', bytes: Buffer.from(bytes as string) }], text }).map(
    ({ encoding, form, offset }) => `${encoding} ${form} ${offset}`,
  );
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a secret text in a message', () => {
  test.each([
    ['raw', `"${TEXT}"`, 'raw utf-8 1'],
    ['hex', `"${Buffer.from(TEXT).toString('hex').toUpperCase()}"`, 'hex utf-8 1'],
    ['utf-16le', utf16(TEXT), 'raw utf-16le 0'],
    ['utf-16be', utf16(TEXT).swap16(), 'raw utf-16be 0'],
    ['JSON escapes', '"\\u898b\\u672C\\u3000\\u82b1\\u5b50\\uff19"', 'raw json 1'],
    ['a form', `n=${encodeURIComponent(TEXT)}`, 'raw percent 2'],
    ['base64', `"${Buffer.from(TEXT).toString('base64')}"`, 'base64 utf-8 1'],
    [
      'base64 of hex',
      `"${Buffer.from(Buffer.from(TEXT).toString('hex')).toString('base64')}"`,
      'base64 utf-8 1',
    ],
  ])('is found as %s', (_, message, expected) => expect(search(message)).toContain(expected));

  test.each([0, 1, 2])('is found in Base64 behind %i other bytes', (ahead) => {
    expect(
      search(`"${Buffer.from(`${'x'.repeat(ahead)}ABC123xx`).toString('base64')}"`, 'ABC123'),
    ).toHaveLength(1);
  });

  test('is not found where it is not', () => {
    expect(search('"見本　太郎"')).toEqual([]);
    expect(search('abc123', 'ABC123')).toEqual([]);
    expect(search('anything', '')).toEqual([]);
  });
});
