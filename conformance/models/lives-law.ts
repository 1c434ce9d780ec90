/**
 * What the law, and municipalities' explanations of it, say happens to a person's certificates: written from them, not from
 * the code of J-LIS. Four places where a certificate may be, and for each event what becomes of them.
 *
 * Sources: 公的個人認証法 3条–16条の14, 17条–19条, 22条–38条; 施行規則 35条の2; 住民基本台帳法 22条–24条, 施行令 30条の20.
 */
import type { DeskEvent, DeskEventType } from '../../simulator/jlis/index.ts';
import { endOfStay, type PeriodOfStay } from '../../simulator/people/index.ts';

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

const earliest = (...days: readonly (string | undefined)[]): string =>
  days.filter((day) => day !== undefined).sort()[0]!;

/** Three months before a day, and one day. */
function renewalFrom(last: string): string {
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

const isOpen = (one: Issued, at: Date): boolean => stateAt(one, at) !== 'revoked' && at <= one.end;

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

const loseAll = (life: Life, at: Date): void => {
  for (const place of PLACES) lose(life, place, at);
};

const voidCard = (life: Life, at: Date): void => {
  life.card = undefined;
  lose(life, 'card auth', at);
  lose(life, 'card sign', at);
};

/** A real change of the four items ends the signing certificates (12条1号). */
const loseSigning = (life: Life, at: Date): void => {
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

function depart(life: Life, at: Date): void {
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

/** What an event does, once it is possible: `issues` says where a new certificate must be, `renewal` for how long. */
export interface Effect {
  readonly issues?: readonly Place[];
  readonly renewal?: boolean;
  readonly run?: () => void;
}

type Rules = {
  readonly [T in DeskEventType]: (
    life: Life,
    event: Extract<DeskEvent, { type: T }>,
    now: Date,
  ) => Effect | undefined;
};

const usable = ({ card }: Life, now: Date): boolean =>
  card !== undefined && !card.stopped && card.ends >= dayOf(now);
const atDesk = (life: Life, now: Date): boolean =>
  (life.status === 'here' || life.status === 'abroad') &&
  usable(life, now) &&
  life.card!.continueBy === undefined;
const within = (day: string, now: Date, before: number, after: number): boolean =>
  day >= plusDays(dayOf(now), -before) && day <= plusDays(dayOf(now), after);

/** The full name as one item. */
export const nameOf = ({ family, given, former, alias }: Life['name']): string =>
  `${family}${former && `［${former}］`}${given && `\u3000${given}`}${alias && `（${alias}）`}`;

function rename(life: Life, now: Date, change: Partial<Life['name']>): Effect | undefined {
  const name = { ...life.name, ...change };
  if (nameOf(name) === nameOf(life.name)) return undefined;
  return {
    run() {
      life.name = name;
      life.items = { ...life.items, name: nameOf(name) };
      loseSigning(life, now);
    },
  };
}

function change(
  life: Life,
  now: Date,
  items: Partial<Items>,
  ends: (life: Life, at: Date) => void,
): Effect | undefined {
  const after = { ...life.items, ...items };
  if (JSON.stringify(after) === JSON.stringify(life.items)) return undefined;
  return {
    run() {
      life.items = after;
      ends(life, now);
    },
  };
}

const hold = (life: Life, places: readonly Place[], at: Date): void => {
  for (const one of life.issued)
    if (places.includes(one.place) && isAlive(one, at)) one.records.push({ at, state: 'held' });
};

const open = (life: Life, places: readonly Place[], now: Date): readonly Place[] =>
  places.filter((place) => life.issued.some((one) => one.place === place && isOpen(one, now)));
const held = (life: Life, places: readonly Place[], now: Date): readonly Place[] =>
  places.filter((place) =>
    life.issued.some((one) => one.place === place && isOpen(one, now) && !isAlive(one, now)),
  );

const placesOf = ({ kinds, carrier }: { kinds: readonly string[]; carrier: string }): readonly Place[] =>
  PLACES.filter((place) => kinds.some((kind) => place === `${carrier} ${kind}`));

function endThem(life: Life, places: readonly Place[], now: Date): Effect | undefined {
  if (open(life, places, now).length === 0) return undefined;
  return {
    run() {
      for (const place of places) lose(life, place, now);
    },
  };
}

const CARD: readonly Place[] = ['card auth', 'card sign'];
const PHONE: readonly Place[] = ['phone auth', 'phone sign'];

/** undefined: it cannot happen. Nobody to whom one of these applies is dead or off the register. */
const RULES: Rules = {
  'move-within': (life, { address }, now) =>
    life.status === 'here' ? change(life, now, { address }, loseSigning) : undefined,

  'move-out': (life, { on }, now) =>
    life.status === 'here' && !life.leaving && within(on, now, 14, 14)
      ? {
          run() {
            life.leaving = { on, abroad: false, keepsCard: true };
            if (on <= dayOf(now)) depart(life, now);
          },
        }
      : undefined,

  'move-in'(life, event, now) {
    const { municipality, address, movedOn = dayOf(now) } = event;
    const early = life.status === 'here' && life.leaving?.abroad === false;
    if (!early && life.status !== 'between' && life.status !== 'abroad') return undefined;
    if (municipality === '00000' || movedOn > dayOf(now)) return undefined;
    return {
      run() {
        life.status = 'here';
        life.leaving = undefined;
        life.items = { ...life.items, address };
        loseSigning(life, now);
        if (!life.card) return;
        // Not continued after the last move, or told more than 14 days after the move: void.
        if (life.card.continueBy !== undefined || dayOf(now) > plusDays(movedOn, 14)) voidCard(life, now);
        else life.card.continueBy = plusDays(dayOf(now), 90);
      },
    };
  },

  'go-abroad': (life, { on, continueCard }, now) =>
    life.status === 'here' &&
    !life.leaving &&
    !(continueCard && (life.foreign || !usable(life, now))) &&
    within(on, now, continueCard ? -1 : 14, 14)
      ? {
          run() {
            life.leaving = { on, abroad: true, keepsCard: continueCard };
            if (on <= dayOf(now)) depart(life, now);
          },
        }
      : undefined,

  'change-name': (life, { family, given, kana }, now) =>
    rename(life, now, { family, given, kana: kana && `${kana.family} ${kana.given}` }),
  'former-name': (life, { family }, now) =>
    life.foreign ? undefined : rename(life, now, { former: family ?? '' }),
  alias: (life, { alias }, now) => (life.foreign ? rename(life, now, { alias: alias ?? '' }) : undefined),
  'correct-kana'(life, { kana, minor }, now) {
    const reading = `${kana.family} ${kana.given}`;
    if (life.foreign || life.name.kana === reading) return undefined;
    // The first recording of a reading changes nothing that was recorded.
    const real = life.name.kana !== undefined && !minor;
    return {
      run() {
        life.name.kana = reading;
        if (real) loseSigning(life, now);
      },
    };
  },
  'minor-correction': (life, { address }, now) => change(life, now, address ? { address } : {}, () => {}),
  'correct-gender': (life, { gender }, now) => change(life, now, { gender }, loseSigning),
  'correct-birth': (life, { birth }, now) => change(life, now, { birth }, loseSigning),
  'extend-stay': (life, { until }, now) =>
    life.stay && until > (life.stayUntil ?? dayOf(now))
      ? {
          run() {
            life.stayUntil = until;
            const { card } = life;
            if (!card || card.stopped || card.ends < dayOf(now)) return;
            const longest = birthday(life.items.birth, card.begins, isAdult(life, card.begins) ? 10 : 5);
            const ends = earliest(until, longest);
            if (ends > card.ends) card.ends = ends;
          },
        }
      : undefined,
  die: (life, _, now) => ({
    run() {
      life.status = 'dead';
      life.leaving = life.card = undefined;
      loseAll(life, now);
    },
  }),
  'delete-entry': (life, _, now) => ({
    run() {
      life.status = 'deleted';
      life.leaving = life.card = undefined;
      loseAll(life, now);
    },
  }),

  'continue-card': (life, _, now) =>
    usable(life, now) && life.card!.continueBy !== undefined
      ? {
          run() {
            life.card!.continueBy = undefined;
          },
        }
      : undefined,
  'update-card': (life, _, now) => (life.status === 'here' && atDesk(life, now) ? {} : undefined),
  'reset-pin': (life, _, now) => (atDesk(life, now) ? {} : undefined),
  'lose-card': (life, _, now) =>
    usable(life, now)
      ? {
          run() {
            life.card!.stopped = true;
            hold(life, CARD, now);
          },
        }
      : undefined,
  'find-card'(life, _, now) {
    const { card } = life;
    if (!card?.stopped || !atDesk({ ...life, card: { ...card, stopped: false } }, now)) return undefined;
    const issues = held(life, CARD, now);
    return {
      issues,
      run() {
        card.stopped = false;
        for (const place of issues) lose(life, place, now);
      },
    };
  },
  'reissue-card': (life, _, now) =>
    life.status === 'here' && (life.stayUntil === undefined || life.stayUntil > dayOf(now))
      ? {
          issues: ageOn(life.items.birth, dayOf(now)) >= 15 ? CARD : ['card auth'],
          run() {
            voidCard(life, now);
            const begins = dayOf(now);
            const longest = birthday(life.items.birth, begins, isAdult(life, begins) ? 10 : 5);
            const ends = earliest(longest, stayEnd(life, begins));
            life.card = { begins, ends, stopped: false, continueBy: undefined };
          },
        }
      : undefined,
  'return-card': (life, _, now) => (life.card ? { run: () => voidCard(life, now) } : undefined),

  'apply-certificates'(life, { kinds }, now) {
    const issues = CARD.filter((place) => kinds.some((kind) => place === `card ${kind}`));
    if (!atDesk(life, now) || issues.some((place) => aliveIn(life, place, now))) return undefined;
    if (kinds.includes('sign') && ageOn(life.items.birth, dayOf(now)) < 15) return undefined;
    const sign = aliveIn(life, 'card sign', now);
    // A signing certificate must not outlast the one for authentication: then it is issued anew too.
    const outlasts =
      sign && issues.includes('card auth') && sign.end > lastMoment(life, 'card auth', now, false);
    return { issues: outlasts ? CARD : issues };
  },
  'renew-certificates'(life, _, now) {
    if (!atDesk(life, now)) return undefined;
    const issues = CARD.filter((place) => {
      const one = aliveIn(life, place, now);
      if (!one || renewalFrom(dayOf(one.end)) > dayOf(now)) return false;
      return renewedEnd(life, place, now) > one.end;
    });
    return issues.length > 0 ? { issues, renewal: true } : undefined;
  },
  'request-revocation': (life, event, now) => endThem(life, placesOf(event), now),
  'report-compromise': (life, event, now) => endThem(life, placesOf(event), now),
  revoke(life, { certificate, carrier, reason }, now) {
    const one = newestIn(life, `${carrier} ${certificate}`);
    if (!one) return undefined;
    const state = stateAt(one, now);
    const next = reason === 'certificateHold' ? 'held' : 'revoked';
    // A tester's record touches this certificate alone, and is possible about anything.
    return {
      run() {
        if (state === 'good' || (state === 'held' && next === 'revoked'))
          one.records.push({ at: now, state: next });
      },
    };
  },

  'apply-phone': (life, { phone }, now) =>
    aliveIn(life, 'card sign', now)
      ? {
          issues: aliveIn(life, 'card auth', now) ? PHONE : ['phone sign'],
          run() {
            for (const place of PHONE) lose(life, place, now);
            life.phone = 'in use';
            life.phoneName = phone;
          },
        }
      : undefined,
  'stop-phone': (life, _, now) =>
    life.phone !== 'stopped' && open(life, PHONE, now).length > 0
      ? {
          run() {
            life.phone = 'stopped';
            hold(life, PHONE, now);
          },
        }
      : undefined,
  'resume-phone'(life, _, now) {
    const waiting = open(life, PHONE, now);
    if (life.phone !== 'stopped' || waiting.length === 0) return undefined;
    const signs = waiting.includes('phone sign');
    return {
      issues: signs && aliveIn(life, 'card sign', now) ? ['phone sign'] : [],
      run() {
        life.phone = 'in use';
        if (waiting.includes('phone auth'))
          newestIn(life, 'phone auth')!.records.push({ at: now, state: 'good' });
        lose(life, 'phone sign', now);
      },
    };
  },
  'give-up-phone'(life, _, now) {
    const effect = endThem(life, PHONE, now);
    return (
      effect && {
        run() {
          effect.run!();
          life.phone = 'none';
        },
      }
    );
  },
};

/** A period of stay that ends within 200 days counts as extended already (assumed). */
const stayEnd = ({ stay, stayUntil }: Life, day: string): string | undefined =>
  stayUntil ?? (stay && endOfStay(stay, plusDays(day, 200)));

/** Of age at 18, before April 2022 at 20. */
export const isAdult = ({ items }: Pick<Life, 'items'>, day: string): boolean =>
  ageOn(items.birth, day) >= (day < '2022-04-01' ? 20 : 18);

/** When a certificate issued now ends: fifth birthday (sixth when renewed), card, and for signing the other certificate. */
export function lastMoment(life: Life, place: Place, now: Date, renewal: boolean): Date {
  if (place.startsWith('phone')) return aliveIn(life, place.replace('phone', 'card') as Place, now)!.end;
  const auth = place === 'card sign' ? aliveIn(life, 'card auth', now) : undefined;
  const day = birthday(life.items.birth, dayOf(now), renewal ? 6 : 5);
  return endOf(earliest(day, life.card!.ends, auth && dayOf(auth.end)));
}

/** The same of a renewal, when both are renewed at once. */
function renewedEnd(life: Life, place: Place, now: Date): Date {
  const own = endOf(earliest(birthday(life.items.birth, dayOf(now), 6), life.card!.ends));
  const auth = aliveIn(life, 'card auth', now);
  if (place === 'card auth' || !auth) return own;
  const authEnd = renewalFrom(dayOf(auth.end)) <= dayOf(now) && own > auth.end ? own : auth.end;
  return new Date(Math.min(authEnd.getTime(), own.getTime()));
}

/** What this event does to this person now; undefined: it cannot happen. */
export function effectOf(life: Life, event: DeskEvent, now: Date): Effect | undefined {
  const gone = life.status === 'dead' || life.status === 'deleted';
  if (gone && event.type !== 'revoke') return undefined;
  return (RULES[event.type] as (life: Life, event: DeskEvent, now: Date) => Effect | undefined)(
    life,
    event,
    now,
  );
}
