/**
 * How long certificates last. Everything here is calendar dates in Japan, `YYYY-MM-DD`.
 *
 * Source: municipal explanations of 公的個人認証; birthday rules marked where they are assumed.
 */
import { countedBirthday } from '../people/index.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** The birthday in a given year; 29 February becomes 28 February in common years, unknown parts the last day (assumed). */
function birthdayIn(year: number, birth: string): string {
  const [, month, day] = countedBirthday(birth).split('-').map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}-${two(month)}-${two(month === 2 && day === 29 && !leap ? 28 : day)}`;
}

/** The n-th birthday after a day; a birthday on that very day does not count (assumed). */
export function birthdayAfter(day: string, birth: string, n: number): string {
  const year = Number(day.slice(0, 4));
  const first = birthdayIn(year, birth) > day ? year : year + 1;
  return birthdayIn(first + n - 1, birth);
}

const ageOn = (day: string, birth: string): number => {
  const year = Number(day.slice(0, 4));
  const reached = birthdayIn(year, birth) <= day;
  return year - Number(birth.slice(0, 4)) - (reached ? 0 : 1);
};

/** Last day of a card issued on `day`: the tenth birthday, the fifth for those under 18. */
export const cardLastDay = (day: string, birth: string): string =>
  birthdayAfter(day, birth, ageOn(day, birth) >= 18 ? 10 : 5);

/**
 * Last day of a certificate issued on `day`: the fifth birthday (sixth on renewal), no later than the card; a signing
 * certificate no later than the authentication certificate beside it.
 */
export function certificateLastDay(
  day: string,
  birth: string,
  limits: { cardEnd: string; authEnd?: string; renewal?: boolean },
): string {
  const ends = [birthdayAfter(day, birth, limits.renewal ? 6 : 5), limits.cardEnd];
  if (limits.authEnd !== undefined) ends.push(limits.authEnd);
  return ends.sort()[0]!;
}

/** notAfter: 23:59:59 in Japan on the last day. */
export const endOfDayJst = (day: string): Date => new Date(`${day}T23:59:59+09:00`);
