/** Birthdays: Gregorian `YYYY-MM-DD`; `00` stands for a month or day that the register does not know. */
import type { Chance } from '../world/index.ts';
import { drawn, onceIn, type Shares } from './weighted.ts';

const DAY_MS = 86_400_000;
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A day from the first to the last, both included. */
function between(chance: Chance, first: string, last: string): string {
  const from = Date.parse(first);
  return day(from + DAY_MS * chance.below((Date.parse(last) - from) / DAY_MS + 1));
}

/** Drawn without regard; 29 February; first and last days of eras; born 1960 to 1999, of age wherever tests live. */
export type BirthKind = 'any' | 'leapDay' | 'era' | 'unknown' | 'plain';

/** In per mille. Few have an unknown part, as few in life. */
const ADULT_SHARES: Shares<BirthKind> = [
  ['any', 979],
  ['leapDay', 10],
  ['era', 10],
  ['unknown', 1],
];

/** Last and first days of eras: 大正, 昭和, 平成. */
const ERA_DAYS = ['1926-12-24', '1926-12-25', '1989-01-07', '1989-01-08'] as const;

/**
 * Old enough for a signing certificate in most years that tests live in: born 1930 to 2008, or at the turn to 昭和.
 * Unknown parts come in years in which no era began, so that the era is known.
 */
export function adultBirthday(chance: Chance, kind: BirthKind = drawn(chance, ADULT_SHARES)): string {
  switch (kind) {
    case 'any':
      return between(chance, '1930-01-01', '2008-12-31');
    case 'plain':
      return between(chance, '1960-01-01', '1999-12-31');
    case 'leapDay':
      return `${1932 + 4 * chance.below(20)}-02-29`;
    case 'era':
      return chance.pick(ERA_DAYS);
    case 'unknown': {
      const month = String(1 + chance.below(12)).padStart(2, '0');
      return `${1930 + chance.below(31)}-${onceIn(chance, 2) ? '00' : month}-00`;
    }
  }
}

/** Born 2012 to 2025: under 15, or not yet born, until 2027. Once in fifty on the last day of 平成 or the first of 令和. */
export const childBirthday = (chance: Chance): string =>
  onceIn(chance, 50)
    ? chance.pick(['2019-04-30', '2019-05-01'])
    : between(chance, '2012-01-01', '2025-12-31');

/**
 * The day that counts where a day must be counted from: an unknown month counts as December, an unknown day as the last of
 * its month (assumed).
 */
export function countedBirthday(birth: string): string {
  const [year, month, date] = birth.split('-') as [string, string, string];
  if (date !== '00') return birth;
  return day(Date.UTC(Number(year), month === '00' ? 12 : Number(month), 0));
}
