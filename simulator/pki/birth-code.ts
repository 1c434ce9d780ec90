/**
 * The birth date in a JPKI signing certificate: `EYYYYMMDD`, the digit of the era and the Gregorian date. Parts that the
 * register does not know are zeros.
 */

/** First day of each era, by its digit: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和. An era ends the day before the next begins. */
const ERA_BEGINS = ['', '1868-01-25', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01'] as const;
const NO_ERA = 0;

/** `YYYY-MM-DD` with the digit of its era; 0 where none is known. */
export function birthCode(birth: string): string {
  const era = ERA_BEGINS.findLastIndex((from) => from !== '' && birth >= from);
  return Math.max(era, NO_ERA) + birth.replaceAll('-', '');
}

/**
 * The date in a code, as `YYYY-MM-DD`; undefined for anything but a date that exists, as far as it is known, in an era to
 * which it may belong. A known date has an era.
 */
export function birthOfCode(code: string): string | undefined {
  const [, era = '', year = '', month = '', day = ''] = /^([0-5])(\d{4})(\d\d)(\d\d)$/.exec(code) ?? [];
  if (era === '' || Number(month) > 12 || Number(day) > 31) return undefined;
  const isKnown = year !== '0000' && month !== '00' && day !== '00';
  const birth = `${year}-${month}-${day}`;
  if (isKnown && !exists(birth)) return undefined;
  if (Number(era) === NO_ERA) return isKnown ? undefined : birth;
  return year === '0000' || mayBeOf(Number(era), year, month, day) ? birth : undefined;
}

function exists(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** Parts that are not known may fall on either end of the year or month. */
function mayBeOf(era: number, year: string, month: string, day: string): boolean {
  const known = (part: string, otherwise: string) => (part === '00' ? otherwise : part);
  const first = `${year}-${known(month, '01')}-${month === '00' ? '01' : known(day, '01')}`;
  const last = `${year}-${known(month, '12')}-${month === '00' ? '31' : known(day, '31')}`;
  const next = ERA_BEGINS[era + 1];
  return last >= ERA_BEGINS[era]! && (next === undefined || first < next);
}
