/** What stands in the files of a full card, read with node:crypto and node:zlib and compared with published examples. */
import { constants, createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, readTlv, readTlvSequence, toHex, uintOf, utf8Decode } from '../../apdu/index.ts';
import { UsageError } from '../../errors.ts';
import { fileOf } from '../card-data.ts';
import { fullKey, holder, testFullCard } from '../test-card.ts';
import { birthKeyOf, numberBOf } from './holder.ts';
import { blank, digitsImage, drawText, png } from './images/bitmap.ts';

const data = testFullCard();
const TEXT = 1;
const SURFACE = 2;

function contentOf(application: number, fid: number): Uint8Array {
  const file = fileOf(data.applications[application]!, fid);
  if (file?.kind !== 'transparent') throw new Error(`no EF ${fid}`);
  return file.content;
}

/** Value of a data object, straight inside the one that the bytes begin with. */
function partOf(record: Uint8Array, tag: number): Uint8Array {
  const part = readTlvSequence(readTlv(record).value).find((object) => object.tag === tag);
  if (part === undefined) throw new Error(`no ${tag.toString(16)}`);
  return part.value;
}

/** The data objects as they stand, header included, up to `end`. */
function rawParts(record: Uint8Array, first: number, last: number): Uint8Array {
  const whole = readTlv(record);
  const parts = readTlvSequence(whole.value);
  const [from, to] = [parts.find(({ tag }) => tag === first)!, parts.find(({ tag }) => tag === last)!];
  return whole.value.slice(from.offset, to.offset + to.headerLength + to.value.length);
}

/** A key from its 90 / 91 objects. */
function keyOf(objects: Uint8Array): KeyObject {
  const [exponent, modulus] = readTlvSequence(objects);
  const part = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', n: part(modulus!.value), e: part(exponent!.value) },
  });
}

const publicOf = (key: KeyObject): KeyObject => createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }));

/** The subject key of the CV certificate in EF 0004 of an application. */
function certifiedKey(application: number): KeyObject {
  const body = partOf(contentOf(application, 0x0004), 0x5f4e);
  return keyOf(body.slice(32));
}

describe('text', () => {
  test('EF 0001 and EF 0002 are the published example, byte for byte', () => {
    expect(toHex(contentOf(TEXT, 1))).toBe('FF100C313233343536373839303138FFFF');
    const attributes = [
      'FF205CDF2108000E00200050005B',
      'DF220FE99BBBE5AD90E38080E5A4AAE9838E',
      'DF232DE69DB1E4BAACE983BDE58D83E4BBA3E794B0E58CBAE99C9EE3818CE996A2EFBC92EFBC8DEFBC91EFBC8DEFBC92',
      'DF24083139393030313031DF250131',
    ].join('');
    expect(toHex(contentOf(TEXT, 2)).slice(0, attributes.length)).toBe(attributes);
    expect(toHex(contentOf(TEXT, 2)).slice(attributes.length)).toMatch(/^(FF)+$/);
  });

  test('EF 0003 has the digests of the example, signed by the key in EF 0004', () => {
    const record = contentOf(TEXT, 3);
    expect([record.length, toHex(record.slice(0, 5))]).toEqual([336, 'FF3082014B']);
    expect(toHex(partOf(record, 0xdf31))).toBe(
      'C60C415D94405F03E9C454A8BAE073837D2C619925196526852FE61D9C58422D',
    );
    expect(toHex(partOf(record, 0xdf32))).toBe(
      'ADEAF6AE4884D08333EACD5085D3AB90D5D895BB8A26A235D5F4E72D6FE32E81',
    );
    const signature = partOf(record, 0xdf33);
    expect(verify('sha256', rawParts(record, 0xdf31, 0xdf32), certifiedKey(TEXT), signature)).toBe(true);
    expect(verify('sha256', rawParts(record, 0xdf31, 0xdf31), certifiedKey(TEXT), signature)).toBe(false);
  });

  test('offsets point at the parts', () => {
    for (const [application, count] of [
      [TEXT, 4],
      [SURFACE, 9],
    ] as const) {
      const content = contentOf(application, 2);
      const table = partOf(content, 0xdf21);
      const tags = Array.from({ length: count }, (_, n) => {
        const at = uintOf(table.slice(2 * n, 2 * n + 2));
        return uintOf(content.slice(at, at + 2));
      });
      expect(tags).toEqual(Array.from({ length: count }, (_, n) => 0xdf22 + n));
    }
  });

  test('basic information, session key, key of the application: sizes and lengths as observed', () => {
    const info = contentOf(TEXT, 5);
    expect([info.length, toHex(info.slice(0, 5))]).toEqual([256, 'FF4082009F']);
    expect(toHex(partOf(info, 0xdf41))).toBe('01030E01');
    expect(utf8Decode(partOf(info, 0xdf42).slice(0, 7))).toBe('6000034');
    expect(partOf(info, 0xdf43)).toHaveLength(128);
    expect(toHex(contentOf(TEXT, 6).slice(0, 4))).toBe('A1820109');
    expect(keyOf(readTlv(contentOf(TEXT, 6)).value).equals(publicOf(fullKey('text session')))).toBe(true);
    const own = contentOf(TEXT, 7);
    expect([own.length, toHex(own.slice(0, 5))]).toEqual([536, 'FF50820213']);
    expect(keyOf(partOf(own, 0xdf51)).equals(publicOf(fullKey('text')))).toBe(true);
    const signature = partOf(own, 0xdf52);
    expect(verify('sha256', rawParts(own, 0xdf51, 0xdf51), certifiedKey(TEXT), signature)).toBe(true);
  });
});

describe('CV certificates', () => {
  test.each([
    [TEXT, '6000033', '6000034'],
    [SURFACE, '6000023', '6000024'],
  ])('of application %i: issuer, subject, signature', (application, issuer, subject) => {
    const cv = contentOf(application, 4);
    expect([cv.length, toHex(cv.slice(0, 5))]).toEqual([568, '7F21820233']);
    const body = partOf(cv, 0x5f4e);
    expect([utf8Decode(body.slice(0, 7)), utf8Decode(body.slice(16, 23))]).toEqual([issuer, subject]);
    expect(toHex(body.slice(7, 9))).toBe('0805');
    expect(verify('sha256', body, publicOf(fullKey('cv issuer')), partOf(cv, 0x5f37))).toBe(true);
  });

  test('the chain at power-up level', () => {
    const objects = data.powerUp!.objects;
    const [first, second] = [objects.get(0x00f8)!, objects.get(0x7f21)!];
    const intermediate = keyOf(partOf(first, 0x5f4e).slice(32));
    expect(
      verify('sha256', partOf(first, 0x5f4e), publicOf(fullKey('cv issuer')), partOf(first, 0x5f37)),
    ).toBe(true);
    expect(verify('sha256', partOf(second, 0x5f4e), intermediate, partOf(second, 0x5f37))).toBe(true);
    expect(partOf(first, 0x5f4e).slice(16, 32)).toEqual(objects.get(0x00f7));
    expect(partOf(second, 0x5f4e).slice(0, 16)).toEqual(objects.get(0x00f7));
  });
});

describe('card face', () => {
  const face = contentOf(SURFACE, 2);

  test('its data are the holder’s', () => {
    expect(toHex(face.slice(0, 3))).toBe('FF2082');
    const texts = [0xdf22, 0xdf23, 0xdf29].map((tag) => utf8Decode(partOf(face, tag)));
    expect(texts).toEqual(['19900101', '1', '20350101']);
  });

  test('the signature is over 96 bytes of three digests', () => {
    const opened = publicDecrypt(
      { key: certifiedKey(SURFACE), padding: constants.RSA_PKCS1_PADDING },
      partOf(face, 0xdf28),
    );
    const digest = (first: number, last: number): Uint8Array =>
      createHash('sha256')
        .update(rawParts(face, first, last))
        .digest();
    const digests = concat(digest(0xdf22, 0xdf24), digest(0xdf25, 0xdf26), digest(0xdf27, 0xdf27));
    expect(toHex(opened.subarray(-98, -96))).toBe('0460');
    expect(toHex(opened.subarray(-96))).toBe(toHex(digests));
  });

  test('one key stands in 0001, 0002 and 0005, and signs for the application', () => {
    const key = publicOf(fullKey('surface'));
    const places = [
      partOf(contentOf(SURFACE, 1), 0xdf12),
      partOf(face, 0xdf24),
      partOf(contentOf(SURFACE, 5), 0xdf42),
    ];
    for (const place of places) expect(keyOf(place).equals(key)).toBe(true);
  });

  test('age record and number image are signed', () => {
    const [age, image] = [contentOf(SURFACE, 1), contentOf(SURFACE, 5)];
    expect(toHex(age.slice(0, 5))).toBe('FF1082021E');
    expect(utf8Decode(partOf(age, 0xdf11))).toBe('19900101');
    const key = certifiedKey(SURFACE);
    expect(verify('sha256', rawParts(age, 0xdf11, 0xdf12), key, partOf(age, 0xdf13))).toBe(true);
    expect(verify('sha256', rawParts(image, 0xdf41, 0xdf42), key, partOf(image, 0xdf43))).toBe(true);
  });

  test('pictures: PNG of one bit, JPEG 2000', () => {
    const sizes = [
      [contentOf(SURFACE, 5), 0xdf41, 72, 12],
      [face, 0xdf2a, 24, 12],
    ] as const;
    for (const [record, tag, width, height] of sizes) {
      const image = partOf(record, tag);
      expect(toHex(image.slice(0, 8))).toBe('89504E470D0A1A0A');
      expect([uintOf(image.slice(16, 20)), uintOf(image.slice(20, 24)), image[24], image[25]]).toEqual([
        ...[width, height, 1, 0],
      ]);
    }
    // ISO/IEC 15444-1, I.5.1: the signature box.
    expect(toHex(partOf(face, 0xdf27).slice(0, 12))).toBe('0000000C6A5020200D0A870A');
  });

  test('basic information', () => {
    const info = contentOf(SURFACE, 3);
    expect(toHex(partOf(info, 0xdf31))).toBe('06030E01');
    expect(utf8Decode(partOf(info, 0xdf34))).toBe('13101');
    expect(partOf(info, 0xdf35)).toHaveLength(0x110);
  });
});

describe('照合番号', () => {
  test.each([
    ['1980-02-17', '55021720352285'],
    ['1990-01-01', '02010120352285'],
    ['2019-05-01', '01050120352285'],
  ])('B of somebody born %s', (birth, b) => expect(numberBOf({ ...holder, birth })).toBe(b));

  test('Gregorian year for those without an era', () =>
    expect(birthKeyOf({ ...holder, birthYear: 'gregorian' })).toBe('900101'));
});

describe('images', () => {
  test('a PNG unpacks to the pixels drawn, each chunk with its check sum', () => {
    const bitmap = blank(10, 7);
    drawText(bitmap, '1', { x: 3, y: 0 });
    const bytes = png(bitmap);
    const length = uintOf(bytes.slice(33, 37));
    const lines = inflateSync(bytes.slice(41, 41 + length));
    const rows = Array.from({ length: 7 }, (_, y) =>
      Array.from({ length: 10 }, (_, x) => ((lines[y * 3 + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1) === 0),
    );
    expect(rows).toEqual(bitmap);
    expect(toHex(bytes.slice(-12))).toBe('0000000049454E44AE426082');
  });
  test('other digits, another picture', () => expect(digitsImage('1234')).not.toEqual(digitsImage('1235')));
});

test.each([
  [{ holder: { ...holder, individualNumber: '123' } }, 'ERR_CARD_HOLDER'],
  [{ holder: { ...holder, birth: '1990/01/01' } }, 'ERR_CARD_HOLDER'],
  [{ holder: { ...holder, serial: '' } }, 'ERR_CARD_HOLDER'],
  [{ textPin: '12' }, 'ERR_CARD_PIN'],
  [{ officePin: 'abcd' }, 'ERR_CARD_PIN'],
  [{ triesLeft: { birth: 11 } }, 'ERR_CARD_TRIES'],
])('what fits no card is refused: %#', (change, code) => {
  expect(() => testFullCard(change)).toThrow(UsageError);
  expect(() => testFullCard(change)).toThrow(expect.objectContaining({ code }));
});

test('the same person and keys make the same card', () => {
  const again = testFullCard();
  expect(again.applications.map(({ files }) => files)).toEqual(data.applications.map(({ files }) => files));
  expect(fromHex(toHex(again.atr))).toEqual(data.atr);
});
