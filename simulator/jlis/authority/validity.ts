/**
 * How long certificates last. Everything here is calendar dates in Japan, `YYYY-MM-DD`.
 *
 * Source: municipal explanations of 公的個人認証; birthday rules marked where they are assumed.
 */
import { countedBirthday } from '../../people/index.ts';

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

/** Age in full years; a person born on 29 February is a year older on the 28th of a common year (assumed). */
export const ageOn = (day: string, birth: string): number => {
  const year = Number(day.slice(0, 4));
  const reached = birthdayIn(year, birth) <= day;
  return year - Number(birth.slice(0, 4)) - (reached ? 0 : 1);
};

/** Of age at 18 since 2022-04-01, at 20 before. */
const ofAge = (day: string, birth: string): boolean => ageOn(day, birth) >= (day < '2022-04-01' ? 20 : 18);

/** Last day of a card issued on `day`: the tenth birthday, the fifth for minors; no later than a period of stay. */
export function cardLastDay(day: string, birth: string, endOfStay?: string): string {
  const birthday = birthdayAfter(day, birth, ofAge(day, birth) ? 10 : 5);
  return endOfStay !== undefined && endOfStay < birthday ? endOfStay : birthday;
}

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

/** The first instant of a day in Japan. */
export const startOfDayJst = (day: string): Date => new Date(`${day}T00:00:00+09:00`);

/** So many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The day of the same number so many months later or earlier; the last of the month where there is none (民法143条). */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Renewal opens on the day after the date three months before the last day: end 1 May, from 2 February. */
export const renewalOpens = (lastDay: string): string => daysAfter(monthsAfter(lastDay, -3), 1);
