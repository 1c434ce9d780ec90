/** Japanese nationals and foreign residents (外国人住民). */

/** 在留期間: begins on a day and is always extended by as many years again (assumed), so that it runs on any day. */
export interface PeriodOfStay {
  readonly from: string;
  readonly years: 1 | 3 | 5;
}

export type Nationality =
  | { readonly kind: 'japanese' }
  /** Without a period: a permanent resident (永住者). */
  | { readonly kind: 'foreign'; readonly period?: PeriodOfStay };

/** Last day of the period that runs on `day`, both `YYYY-MM-DD`. */
export function endOfStay({ from, years }: PeriodOfStay, day: string): string {
  const begin = Number(from.slice(0, 4));
  const inYear = (n: number): string => `${begin + n * years}${from.slice(4)}`;
  const n = Math.max(1, Math.floor((Number(day.slice(0, 4)) - begin) / years));
  return inYear(n) >= day ? inYear(n) : inYear(n + 1);
}
