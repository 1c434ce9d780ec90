/**
 * What the law, and municipalities' explanations of it, say happens to a person's certificates at each event.
 *
 * Sources: 公的個人認証法 3条–16条の14, 22条–38条; 住民基本台帳法 22条–24条, 施行令 30条の20.
 */
import type { DeskEvent, DeskEventType } from '../../simulator/jlis/index.ts';
import { endOfStay } from '../../simulator/people/index.ts';
import {
  ageOn,
  aliveIn,
  birthday,
  dayOf,
  depart,
  earliest,
  endOf,
  type Items,
  isAlive,
  isOpen,
  type Life,
  lose,
  loseAll,
  loseSigning,
  newestIn,
  PLACES,
  type Place,
  plusDays,
  renewalFrom,
  stateAt,
  voidCard,
} from './lives-life.ts';

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
