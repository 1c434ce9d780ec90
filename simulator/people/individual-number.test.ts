import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../world/index.ts';
import { checkDigitOf, eraDate, eraOf, individualNumberOf } from './index.ts';

describe('Individual Number', () => {
  test('the check digit of the published example', () => expect(checkDigitOf('12345678901')).toBe(8));

  test('remainders 0 and 1 give 0', () => {
    expect(checkDigitOf('00000000000')).toBe(0);
    // Weight 2 at the first place from the right: 6 · 2 = 12 ≡ 1.
    expect(checkDigitOf('00000000006')).toBe(0);
    expect(checkDigitOf('00000000001')).toBe(9);
  });

  test('nobody has a valid one, and everybody their own', () => {
    const chance = chanceFrom(1);
    const numbers = Array.from({ length: 500 }, (_, n) => individualNumberOf(chance, n + 1));
    for (const number of numbers) {
      expect(number).toMatch(/^[0-9]{12}$/);
      expect(Number(number[11])).not.toBe(checkDigitOf(number.slice(0, 11)));
    }
    expect(new Set(numbers).size).toBe(500);
    expect(individualNumberOf(chanceFrom(1), 77)).toBe(numbers[76]);
  });
});

describe('eras', () => {
  test.each([
    ['1980-02-17', '昭和', 55, '550217'],
    ['1989-01-07', '昭和', 64, '640107'],
    ['1989-01-08', '平成', 1, '010108'],
    ['2019-04-30', '平成', 31, '310430'],
    ['2019-05-01', '令和', 1, '010501'],
    ['1926-12-24', '大正', 15, '151224'],
    ['1912-07-29', '明治', 45, '450729'],
  ])('%s is %s %i', (day, name, year, short) => {
    expect(eraOf(day)).toEqual({ name, year });
    expect(eraDate(day)).toBe(short);
  });

  test('before the calendar of eras', () => expect(() => eraOf('1867-12-31')).toThrow(RangeError));
});
