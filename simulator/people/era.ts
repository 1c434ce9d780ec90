/** Years of the Japanese eras, as cards and forms write birthdays. Dates of the Gregorian calendar, `YYYY-MM-DD`. */

const ERAS = [
  { name: '令和', from: '2019-05-01' },
  { name: '平成', from: '1989-01-08' },
  { name: '昭和', from: '1926-12-25' },
  { name: '大正', from: '1912-07-30' },
  { name: '明治', from: '1868-01-25' },
] as const;

export type EraName = (typeof ERAS)[number]['name'];

/** Era of a day and the year in it, from 1. Days before 1868-01-25 are a RangeError. */
export function eraOf(day: string): { name: EraName; year: number } {
  const era = ERAS.find(({ from }) => from <= day);
  if (era === undefined) throw new RangeError(`no era for ${day}`);
  return { name: era.name, year: Number(day.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1 };
}

/** A day as `YYMMDD` with the year of its era: 1980-02-17 is 550217. */
export function eraDate(day: string): string {
  const year = String(eraOf(day).year).padStart(2, '0');
  return `${year}${day.slice(5, 7)}${day.slice(8, 10)}`;
}
