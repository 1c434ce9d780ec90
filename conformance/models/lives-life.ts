/**
 * A life as the model knows it: four places where a certificate may be, what was recorded about each, and the days that count.
 * Written from the law, not from the code of J-LIS.
 */
import type { PeriodOfStay } from '../../simulator/people/index.ts';

export type Place = 'card sign' | 'card auth' | 'phone sign' | 'phone auth';
export const PLACES: readonly Place[] = ['card auth', 'card sign', 'phone auth', 'phone sign'];

/** What was recorded about a certificate. */
export type Record = { readonly at: Date; readonly state: 'revoked' | 'held' | 'good' };

export interface Issued {
  readonly serial: bigint;
  readonly place: Place;
  readonly from: Date;
  readonly end: Date;
  /** As the register had them. */
  readonly items: Items;
  readonly records: Record[];
}

export interface Items {
  readonly name: string;
  readonly address: string;
  readonly birth: string;
  readonly gender: string;
}

export interface Consent {
  readonly verifier: string;
  readonly service: string;
  readonly items: readonly string[];
  readonly from: Date;
  readonly to: Date;
  withdrawn: boolean;
}

export interface Life {
  readonly number: number;
  readonly foreign: boolean;
  readonly stay: PeriodOfStay | undefined;
  status: 'here' | 'between' | 'abroad' | 'dead' | 'deleted';
  leaving: { readonly on: string; readonly abroad: boolean; readonly keepsCard: boolean } | undefined;
  items: Items;
  /** Parts of the name; a reading, a former name and an alias are part of it. */
  name: { family: string; given: string; former: string; alias: string; kana: string | undefined };
  card: { ends: string; begins: string; stopped: boolean; continueBy: string | undefined } | undefined;
  phone: 'none' | 'in use' | 'stopped';
  phoneName: string;
  stayUntil: string | undefined;
  readonly issued: Issued[];
  readonly consents: Consent[];
}

// Days, in Japan.
const DAY_MS = 86_400_000;
export const dayOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
export const begin = (day: string): Date => new Date(`${day}T00:00:00+09:00`);
export const endOf = (day: string): Date => new Date(begin(day).getTime() + DAY_MS - 1_000);
export const plusDays = (day: string, n: number): string =>
  dayOf(new Date(begin(day).getTime() + n * DAY_MS));

function dayIn(year: number, birth: string): string {
  const [month, date] = [Number(birth.slice(5, 7)) || 12, Number(birth.slice(8, 10))];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(date || last, last))).toISOString().slice(0, 10);
}

/** The n-th birthday after a day. */
export function birthday(birth: string, after: string, n: number): string {
  const days = Array.from({ length: n + 2 }, (_, i) => dayIn(Number(after.slice(0, 4)) + i, birth));
  return days.filter((day) => day > after)[n - 1]!;
}

export const ageOn = (birth: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return dayIn(Number(day.slice(0, 4)), birth) <= day ? years : years - 1;
};

export const earliest = (...days: readonly (string | undefined)[]): string =>
  days.filter((day) => day !== undefined).sort()[0]!;

/** Three months before a day, and one day. */
export function renewalFrom(last: string): string {
  const [year, month, date] = last.split('-').map(Number) as [number, number, number];
  const end = new Date(Date.UTC(year, month - 3, 0)).getUTCDate();
  return plusDays(new Date(Date.UTC(year, month - 4, Math.min(date, end))).toISOString().slice(0, 10), 1);
}

// What is true of a certificate.
export function stateAt({ records }: Issued, at: Date): 'good' | 'held' | 'revoked' {
  return records.findLast((record) => record.at <= at)?.state ?? 'good';
}
export const isAlive = (one: Issued, at: Date): boolean => stateAt(one, at) === 'good' && at <= one.end;
/** Issue records are kept ten years from the day after the end. */
export const isRetained = ({ end }: Issued, now: Date): boolean =>
  now <= yearsAfter(new Date(end.getTime() + DAY_MS), 10);

/** The same day so many years later; after 28 February where there is no 29th. */
export function yearsAfter(at: Date, years: number): Date {
  const local = new Date(at.getTime() + 9 * 3_600_000);
  local.setUTCFullYear(local.getUTCFullYear() + years);
  return new Date(local.getTime() - 9 * 3_600_000);
}

/** Since when it has no effect, as recorded until a moment. A hold that becomes a loss keeps its date. */
export function lossAt(
  { records }: Issued,
  until: Date,
): { readonly at: Date; readonly held: boolean } | undefined {
  let loss: { at: Date; held: boolean } | undefined;
  for (const { at, state } of records)
    if (at <= until) loss = state === 'good' ? undefined : { at: loss?.at ?? at, held: state === 'held' };
  return loss;
}

export const isOpen = (one: Issued, at: Date): boolean => stateAt(one, at) !== 'revoked' && at <= one.end;

export const newestIn = (life: Life, place: Place): Issued | undefined =>
  life.issued.findLast((one) => one.place === place);
export function aliveIn(life: Life, place: Place, at: Date): Issued | undefined {
  return life.issued.findLast((one) => one.place === place && isAlive(one, at));
}

/** It ends for good, wherever one of this place is not ended yet. */
export function lose(life: Life, place: Place, at: Date): void {
  for (const one of life.issued.filter((o) => o.place === place && isOpen(o, at))) {
    one.records.push({ at, state: 'revoked' });
    // 16条の14, 35条の14: the phone's of the same kind ends with the card's.
    if (place === 'card sign') lose(life, 'phone sign', at);
    if (place === 'card auth') lose(life, 'phone auth', at);
  }
}

export const loseAll = (life: Life, at: Date): void => {
  for (const place of PLACES) lose(life, place, at);
};

export const voidCard = (life: Life, at: Date): void => {
  life.card = undefined;
  lose(life, 'card auth', at);
  lose(life, 'card sign', at);
};

/** A real change of the four items ends the signing certificates (12条1号). */
export const loseSigning = (life: Life, at: Date): void => {
  lose(life, 'card sign', at);
  lose(life, 'phone sign', at);
};

const abroad = (on: string): string => {
  const wide = (text: string) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
  return `国外転出　${wide(on.slice(0, 4))}年${wide(on.slice(5, 7))}月${wide(on.slice(8, 10))}日`;
};

/** Everything that comes true by itself until now, in order. */
export function catchUp(life: Life, now: Date): void {
  for (;;) {
    const { leaving, card, status } = life;
    const due: [Date, () => void][] = [];
    if (status === 'here' && leaving) due.push([begin(leaving.on), () => depart(life, begin(leaving.on))]);
    if (status === 'between' && leaving && card) {
      const at = begin(plusDays(leaving.on, 31));
      due.push([at, () => voidCard(life, at)]);
    }
    if (card?.continueBy !== undefined) {
      const at = begin(plusDays(card.continueBy, 1));
      due.push([at, () => voidCard(life, at)]);
    }
    const [next] = due.filter(([at]) => at <= now).sort(([a], [b]) => a.getTime() - b.getTime());
    if (!next) return;
    next[1]();
  }
}

export function depart(life: Life, at: Date): void {
  const { on, abroad: leavesCountry, keepsCard } = life.leaving!;
  if (!leavesCountry) {
    life.status = 'between';
    loseSigning(life, at);
    return;
  }
  life.status = 'abroad';
  life.leaving = undefined;
  life.items = { ...life.items, address: abroad(on) };
  if (keepsCard) loseSigning(life, at);
  else {
    life.card = undefined;
    loseAll(life, at);
  }
}
