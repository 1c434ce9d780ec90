/**
 * 個人番号 of invented people: twelve digits whose check digit is WRONG, so that none can be anybody's.
 *
 * Source: 総務省令第85号 (2014), 5条: 11 − (Σ Pn·Qn mod 11), 0 if the remainder is 0 or 1; Pn counted from the right without
 * the check digit, Qn = n + 1 up to the sixth and n − 5 from the seventh on.
 */
import type { Chance } from '../world/index.ts';

/** The check digit that belongs to eleven digits. */
export function checkDigitOf(elevenDigits: string): number {
  if (!/^[0-9]{11}$/.test(elevenDigits)) throw new RangeError('not eleven digits');
  const sum = [...elevenDigits]
    .reverse()
    .map(Number)
    .reduce((total, digit, at) => total + digit * (at < 6 ? at + 2 : at - 4), 0);
  const remainder = sum % 11;
  return remainder <= 1 ? 0 : 11 - remainder;
}

/** The number of the n-th citizen of a world. Never valid: its last digit is another one than the rule gives. */
export function individualNumberOf(chance: Chance, citizenNumber: number): string {
  const own = chance.fork(`individual number ${citizenNumber}`);
  const eleven = String(own.below(100_000_000_000)).padStart(11, '0');
  return `${eleven}${(checkDigitOf(eleven) + 1 + own.below(9)) % 10}`;
}
