/** What happens in a life, and the time between. */
import fc from 'fast-check';
import {
  type CertificateOnRecord,
  type DeskEvent,
  type DeskEventInput,
  DeskRefusal,
  deskEvent,
  type Happened,
  type PersonOnRecord,
} from '../../simulator/jlis/index.ts';
import { municipalities } from '../../simulator/people/index.ts';
import { command, compare, type LivesCommand, placeOf } from './lives-command.ts';
import type { LivesCoverage, WAITS } from './lives-coverage.ts';
import { demand, keyOf } from './lives-invariants.ts';
import { type Effect, effectOf, lastMoment } from './lives-law.ts';
import { aliveIn, begin, birthday, dayOf, type Life, lose, plusDays } from './lives-life.ts';
import { PERSON_COUNT } from './lives-world.ts';

const DAY_MS = 86_400_000;
/** Worlds end with the year 2099; a life of many jumps stops before. */
const LAST_MOMENT = new Date('2090-01-01T00:00:00Z');

/** Issues what the law says, and compares what was issued. */
function expectIssued(
  life: Life,
  { issues = [], renewal = false }: Effect,
  issued: Happened['issued'],
  now: Date,
  what: string,
): void {
  demand(
    issued.map(placeOf).sort().join() === [...issues].sort().join(),
    `${what}: issued ${issued.map(placeOf).join()}, by law ${issues.join()}`,
  );
  for (const place of issues) {
    const { serial, notAfter } = issued.find((c) => placeOf(c) === place)!;
    lose(life, place, now); // 6条: never two of a kind
    const end = lastMoment(life, place, now, renewal);
    demand(
      notAfter.getTime() === end.getTime(),
      `${what}: ${place} ends ${notAfter.toISOString()}, by law ${end.toISOString()}`,
    );
    life.issued.push({ serial, place, from: now, end, items: { ...life.items }, records: [] });
  }
}

/** A signing certificate dies with any real change of the four items, the authentication certificate does not. */
function expectRealChange(
  before: PersonOnRecord,
  after: PersonOnRecord,
  event: DeskEvent,
  what: string,
): void {
  const items = ['name', 'address', 'birth', 'gender'] as const;
  const isMinor = event.type === 'minor-correction';
  const changed = items.some((item) => before.entry[item] !== after.entry[item]);
  if (!changed || isMinor || after.status === 'dead' || after.status === 'deleted') return;
  const lostCard = after.card === undefined || after.card.state === 'void';
  const now = (c: CertificateOnRecord) => after.certificates.find((other) => keyOf(other) === keyOf(c))!;
  for (const c of before.certificates.filter(({ alive }) => alive)) {
    if (c.kind === 'sign') demand(!now(c).alive, `${what}: ${keyOf(c)} outlived a change of the four items`);
    else demand(lostCard || now(c).alive, `${what}: ${keyOf(c)} died of a change of the four items`);
  }
}

const happening = (
  who: number,
  says: string,
  at: (now: Date) => DeskEventInput,
  coverage: LivesCoverage,
): LivesCommand => {
  const what = `${says} (${who})`;
  return command(what, (model, real, now) => {
    const life = model.lives[who]!;
    const event = deskEvent.parse(at(now));
    const effect = effectOf(life, event, now);
    const before = real.jlis.person(life.number);
    let happened: Happened;
    try {
      happened = real.jlis.happen(life.number, event);
    } catch (error) {
      if (!(error instanceof DeskRefusal)) throw error;
      coverage.count('refusal', error.reason);
      demand(effect === undefined, `${what}: refused (${error.reason}), possible by law`);
      compare(model, real, `${what}, refused`);
      return;
    }
    coverage.count('event', event.type);
    demand(effect !== undefined, `${what}: happened, impossible by law`);
    effect.run?.();
    expectIssued(life, effect, happened.issued, now, what);
    expectRealChange(before, real.jlis.person(life.number), event, what);
    compare(model, real, what);
  });
};

type Wait = (typeof WAITS)[number];

function momentAfter(life: Life, wait: Wait, n: number, now: Date): Date {
  const auth = aliveIn(life, 'card auth', now);
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  const fourteen = `${Number(life.items.birth.slice(0, 4)) + 14}-12-31`;
  const moments: Readonly<Record<Wait, () => Date>> = {
    minutes: () => later(n * 60_000),
    days: () => later(n * DAY_MS),
    year: () => later(365 * DAY_MS),
    decade: () => later(3_700 * DAY_MS),
    // A second before midnight in Japan, midnight, a second after.
    midnight: () => new Date(begin(plusDays(dayOf(now), 1)).getTime() + ((n % 3) - 1) * 1_000),
    renewal: () => (auth ? new Date(auth.end.getTime() - (n + 1) * DAY_MS) : now),
    fifteenth: () => begin(birthday(life.items.birth, fourteen, 1)),
    end: () => (auth ? new Date(auth.end.getTime() + (n % 2)) : now),
  };
  return moments[wait]();
}

const waiting = (who: number, wait: Wait, n: number, coverage: LivesCoverage): LivesCommand => {
  const what = `wait: ${wait} ${n} (${who})`;
  return command(what, (model, real, now) => {
    const to = momentAfter(model.lives[who]!, wait, n, now);
    if (to <= now || to >= LAST_MOMENT) return;
    real.clock.set(to);
    coverage.count('wait', wait);
    compare(model, real, what);
  });
};

// Words that a certificate can hold, so that what is delivered can be told from what is registered.
const TOWNS = ['東京都見本市架空町１', '東京都見本市仮名台２－３', '神奈川県架空市例５'] as const;
const FAMILIES = ['見本', '架空', '擬'] as const;
const GIVENS = ['花子', '一郎'] as const;
const BIRTHS = ['1970-05-05', '1984-02-29', '1990-00-00', '1999-07-00'] as const;

type Made = readonly [says: string, at: (now: Date) => DeskEventInput];
const made = (event: DeskEventInput): Made => [JSON.stringify(event), () => event];
const withDay = (n: number, event: (day: string) => DeskEventInput): Made => [
  JSON.stringify(event(`today${n < 0 ? n : `+${n}`}`)),
  (now) => event(plusDays(dayOf(now), n)),
];

const pick = fc.constantFrom;
const address = pick(...TOWNS);
const kinds = pick<readonly ('sign' | 'auth')[]>(['sign'], ['auth'], ['sign', 'auth']).map((list) => [
  ...list,
]);
const carrier = pick('card', 'phone');
const offset = fc.integer({ min: -16, max: 16 });
const reading = fc
  .record({ family: pick('ミホン', 'カクウ'), given: pick('ハナコ', 'イチロウ') })
  .map(({ family, given }) => ({ family, given }));

/** Every event, with how often it comes in proportion. */
const EVENTS: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<Made>])[] = [
  [6, address.map((to) => made({ type: 'move-within', address: to }))],
  [4, offset.map((n) => withDay(n, (on) => ({ type: 'move-out', on })))],
  [
    6,
    fc
      .tuple(
        pick('00000', ...municipalities.slice(0, 3).map(({ code }) => code)),
        address,
        pick(undefined, 0, -10, -20, 1),
      )
      .map(([municipality, to, n]) =>
        n === undefined
          ? made({ type: 'move-in', municipality, address: to })
          : withDay(n, (movedOn) => ({ type: 'move-in', municipality, address: to, movedOn })),
      ),
  ],
  [6, fc.constant(made({ type: 'continue-card' }))],
  [
    2,
    fc
      .tuple(offset, fc.boolean())
      .map(([n, continueCard]) => withDay(n, (on) => ({ type: 'go-abroad', on, continueCard }))),
  ],
  [
    3,
    fc
      .tuple(pick(...FAMILIES), pick(...GIVENS), fc.option(reading, { nil: undefined }))
      .map(([family, given, kana]) => made({ type: 'change-name', family, given, ...(kana && { kana }) })),
  ],
  [2, pick(null, ...FAMILIES).map((family) => made({ type: 'former-name', family }))],
  [2, pick(null, '別名').map((alias) => made({ type: 'alias', alias }))],
  [2, fc.tuple(reading, fc.boolean()).map(([kana, minor]) => made({ type: 'correct-kana', kana, minor }))],
  [2, address.map((to) => made({ type: 'minor-correction', address: to }))],
  [2, pick('1', '2').map((gender) => made({ type: 'correct-gender', gender }))],
  [1, pick(...BIRTHS).map((birth) => made({ type: 'correct-birth', birth }))],
  [
    2,
    fc.integer({ min: -5, max: 2_000 }).map((n) => withDay(n, (until) => ({ type: 'extend-stay', until }))),
  ],
  [2, fc.constant(made({ type: 'update-card' }))],
  [4, fc.constant(made({ type: 'lose-card' }))],
  [5, fc.constant(made({ type: 'find-card' }))],
  [6, fc.constant(made({ type: 'reissue-card' }))],
  [2, fc.constant(made({ type: 'return-card' }))],
  [1, pick('sign', 'auth').map((pin) => made({ type: 'reset-pin', pin }))],
  [14, kinds.map((list) => made({ type: 'apply-certificates', kinds: list }))],
  [4, fc.constant(made({ type: 'renew-certificates' }))],
  [
    4,
    fc
      .tuple(kinds, carrier)
      .map(([list, on]) => made({ type: 'request-revocation', kinds: list, carrier: on })),
  ],
  [
    2,
    fc
      .tuple(kinds, carrier)
      .map(([list, on]) => made({ type: 'report-compromise', kinds: list, carrier: on })),
  ],
  [9, pick('a', 'b').map((phone) => made({ type: 'apply-phone', phone }))],
  [4, fc.constant(made({ type: 'stop-phone' }))],
  [5, fc.constant(made({ type: 'resume-phone' }))],
  [2, fc.constant(made({ type: 'give-up-phone' }))],
  [
    2,
    fc
      .tuple(pick('sign', 'auth'), carrier, pick('keyCompromise', 'certificateHold', 'superseded'))
      .map(([certificate, on, reason]) => made({ type: 'revoke', certificate, carrier: on, reason })),
  ],
];

/** The adult lives through most. */
export const who = fc.oneof(
  { weight: 7, arbitrary: fc.constant(0) },
  ...Array.from({ length: PERSON_COUNT - 1 }, (_, i) => ({ weight: 1, arbitrary: fc.constant(i + 1) })),
);

const oneEvent = fc.oneof(...EVENTS.map(([weight, arbitrary]) => ({ weight, arbitrary })));

export const events = (coverage: LivesCoverage): fc.Arbitrary<LivesCommand> =>
  fc.tuple(who, oneEvent).map(([person, [says, at]]) => happening(person, says, at, coverage));

/** An event by itself, for stories. */
export const eventOf = (person: number, event: DeskEventInput, coverage: LivesCoverage): LivesCommand => {
  const [says, at] = made(event);
  return happening(person, says, at, coverage);
};

/** An event whose day lies so many days from today. */
export const eventOn = (
  person: number,
  days: number,
  event: (day: string) => DeskEventInput,
  coverage: LivesCoverage,
): LivesCommand => {
  const [says, at] = withDay(days, event);
  return happening(person, says, at, coverage);
};

const WAIT_SHARES: readonly (readonly [weight: number, wait: Wait])[] = [
  [6, 'minutes'],
  [6, 'days'],
  [3, 'midnight'],
  [1, 'year'],
  [1, 'renewal'],
  [1, 'end'],
  [1, 'fifteenth'],
];

export const waits = (coverage: LivesCoverage): fc.Arbitrary<LivesCommand> =>
  fc
    .tuple(
      who,
      fc.oneof(...WAIT_SHARES.map(([weight, wait]) => ({ weight, arbitrary: fc.constant(wait) }))),
      fc.integer({ min: 1, max: 60 }),
    )
    .map(([person, wait, n]) => waiting(person, wait, n, coverage));

export const waitOf = waiting;
