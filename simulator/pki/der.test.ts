import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as der from './der.ts';
import { generalizedTimeOf, integerOf, oidOf, parseDer, timeOf } from './read-asn1.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

describe('DER writer', () => {
  test.each([
    [0n, '020100'],
    [127n, '02017F'],
    [128n, '02020080'],
    [255n, '020200FF'],
    [256n, '02020100'],
    [-1n, '0201FF'],
    [-128n, '020180'],
    [-129n, '0202FF7F'],
  ])('integer %s', (value, encoded) => expect(hex(der.integer(value))).toBe(encoded));

  test('integer from bytes is unsigned and without leading zeros', () => {
    expect(hex(der.integer(Uint8Array.of(0, 0, 0x80)))).toBe('02020080');
    expect(hex(der.integer(new Uint8Array(0)))).toBe('020100');
  });

  test.each([
    ['1.2.392.200149.8.5.1.1.20', '060B2A83088C9B550805010114'],
    ['1.2.392.200149.8.5.1.3.30', '060B2A83088C9B55080501031E'],
    ['2.999.3', '0603883703'],
    ['2.5.29.15', '0603551D0F'],
  ])('object identifier %s', (dotted, encoded) => expect(hex(der.oid(dotted))).toBe(encoded));

  test.each(['1', '3.1', '1.40', '1.02', 'a.b', '1..2', ''])('"%s" is no object identifier', (dotted) => {
    expect(() => der.oid(dotted)).toThrow(expect.objectContaining({ code: 'ERR_DER_VALUE' }));
  });

  test.each([
    [127, '047F'],
    [128, '048180'],
    [255, '0481FF'],
    [256, '04820100'],
    [65536, '0483010000'],
  ])('length %d', (length, head) => {
    const whole = der.octetString(new Uint8Array(length));
    expect(hex(whole.subarray(0, head.length / 2))).toBe(head);
    expect(whole.length).toBe(head.length / 2 + length);
  });

  test('SET OF is put in order, SEQUENCE is not', () => {
    const [a, b] = [der.integer(1), der.integer(2)];
    expect(hex(der.setOf(b, a))).toBe('3106020101020102');
    expect(hex(der.seq(b, a))).toBe('3006020102020101');
  });

  test('named bits leave trailing zeros away', () => {
    expect(hex(der.namedBits([5, 6]))).toBe('03020106');
    expect(hex(der.namedBits([0]))).toBe('03020780');
    expect(hex(der.namedBits([0, 8]))).toBe('0303078080');
    expect(hex(der.namedBits([]))).toBe('030100');
  });

  test('tags', () => {
    expect(hex(der.implicit(0, der.setOf(der.nul())))).toBe('A0020500');
    expect(hex(der.implicit(2, der.integer(5)))).toBe('820105');
    expect(hex(der.explicit(3, der.bool(true)))).toBe('A3030101FF');
    expect(hex(der.enumerated(6))).toBe('0A0106');
  });

  // RFC 5280, 4.1.2.5: the years 1950 to 2049 as UTCTime, all others as GeneralizedTime.
  test.each([
    ['2049-12-31T23:59:59.999Z', '170D3439313233313233353935395A'],
    ['2050-01-01T00:00:00Z', '180F32303530303130313030303030305A'],
    ['1950-01-01T00:00:00Z', '170D3530303130313030303030305A'],
    ['1949-12-31T23:59:59Z', '180F31393439313233313233353935395A'],
  ])('time %s', (text, encoded) => expect(hex(der.time(new Date(text)))).toBe(encoded));

  test('values without encoding are refused', () => {
    const refused = expect.objectContaining({ code: 'ERR_DER_VALUE' });
    expect(() => der.printableString('日本')).toThrow(refused);
    expect(() => der.ia5String('ü')).toThrow(refused);
    expect(() => der.utcTime(new Date('2050-01-01'))).toThrow(refused);
    expect(() => der.generalizedTime(new Date(Number.NaN))).toThrow(refused);
    expect(() => der.integer(0.5)).toThrow(refused);
  });

  test('what is written is read back', () => {
    fc.assert(fc.property(fc.bigInt(), (value) => integerOf(parseDer(der.integer(value))) === value));
    const arcs = fc.tuple(
      fc.nat({ max: 39 }),
      fc.array(fc.bigInt({ min: 0n, max: 1n << 128n }), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), arcs, (top, [second, rest]) => {
        const dotted = [top, second, ...rest].join('.');
        return oidOf(parseDer(der.oid(dotted))) === dotted;
      }),
    );
    const moments = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const whole = Math.floor(moment.getTime() / 1000) * 1000;
        expect(timeOf(parseDer(der.time(moment))).getTime()).toBe(whole);
        expect(generalizedTimeOf(parseDer(der.generalizedTime(moment))).getTime()).toBe(whole);
      }),
    );
  });
});

describe('DER reader', () => {
  test.each([
    ['an integer with a superfluous octet', () => integerOf(parseDer(Buffer.from('02020001', 'hex')))],
    ['a length with a superfluous octet', () => parseDer(Buffer.from('02810101', 'hex'))],
    ['an indefinite length', () => parseDer(Buffer.from('30800201010000', 'hex'))],
    ['bytes after the end', () => parseDer(Buffer.from('0201010500', 'hex'))],
    [
      'the thirtieth of February',
      () => timeOf(parseDer(Buffer.from('170D3236303233303030303030305A', 'hex'))),
    ],
    [
      'a time with a fraction',
      () => timeOf(parseDer(Buffer.from(`1811${Buffer.from('20260401000000.5Z').toString('hex')}`, 'hex'))),
    ],
    [
      'a time without seconds',
      () => timeOf(parseDer(Buffer.from(`170B${Buffer.from('2604010000Z').toString('hex')}`, 'hex'))),
    ],
  ])('refuses %s', (_, read) => expect(read).toThrow());
});
