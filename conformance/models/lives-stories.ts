/** Short sequences as life has them: chance alone would seldom bring them in this order. */
import fc from 'fast-check';
import type { LivesCommand } from './lives-command.ts';
import type { LivesCoverage } from './lives-coverage.ts';
import { eventOf, eventOn, waitOf, who } from './lives-events.ts';
import type { Place } from './lives-life.ts';
import {
  askingItems,
  consenting,
  endOfService,
  inquiring,
  items,
  linking,
  service,
  withdrawing,
} from './lives-queries.ts';
import { askingStatus } from './lives-status.ts';

type Story = readonly LivesCommand[];

/** Which of the people has a period of stay. */
const FOREIGNER = 1;
const CHILD = 2;

export function stories(coverage: LivesCoverage): fc.Arbitrary<Story> {
  const small = fc.integer({ min: 1, max: 3 });
  const signer = fc.constantFrom<Place>('card sign', 'card sign', 'phone sign');
  const towns = fc.constantFrom('東京都見本市別町１', '神奈川県架空市別町２', '北海道仮名市別町３');

  const consent = fc
    .tuple(who, signer, service, items, small)
    .map(
      ([person, by, to, what, days]): Story => [
        eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
        consenting(person, by, to, what, coverage),
        inquiring(person, 'card auth', coverage),
        askingItems(person, -1, to, coverage),
        waitOf(person, 'days', days, coverage),
        askingItems(person, -1, to, coverage),
      ],
    );
  /** Moves, is asked about, applies again, is asked about again. */
  const move = fc
    .tuple(who, towns, service, fc.boolean(), small)
    .map(
      ([person, address, to, applies, n]): Story => [
        eventOf(person, { type: 'move-within', address }, coverage),
        askingItems(person, -1, to, coverage),
        waitOf(person, 'minutes', n * 10, coverage),
        askingStatus(person, -1, coverage),
        ...(applies
          ? [
              eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
              askingItems(person, -2, to, coverage),
              askingItems(person, 0, to, coverage),
            ]
          : []),
      ],
    );
  const relocation = fc
    .tuple(who, towns, fc.integer({ min: -3, max: 6 }), fc.integer({ min: 1, max: 40 }), fc.boolean())
    .map(
      ([person, address, leaves, days, continues]): Story => [
        eventOn(person, leaves, (on) => ({ type: 'move-out', on }), coverage),
        ...(leaves > 3 ? [eventOn(person, leaves, (on) => ({ type: 'move-out', on }), coverage)] : []),
        waitOf(person, 'days', days, coverage),
        ...(days % 4 === 0
          ? [eventOf(person, { type: 'move-in', municipality: '00000', address }, coverage)]
          : []),
        eventOf(person, { type: 'move-in', municipality: '99102', address }, coverage),
        eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
        ...(continues
          ? [
              eventOf(person, { type: 'continue-card' }, coverage),
              eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
            ]
          : [waitOf(person, 'days', 3 * days, coverage)]),
      ],
    );
  /** To the last day on which something may be done, and the day after. */
  const deadline = fc
    .tuple(who, towns, fc.boolean())
    .map(
      ([person, address, arrives]): Story => [
        eventOf(person, { type: 'reissue-card' }, coverage),
        eventOn(person, 0, (on) => ({ type: 'move-out', on }), coverage),
        ...(arrives ? [eventOf(person, { type: 'move-in', municipality: '99102', address }, coverage)] : []),
        waitOf(person, 'days', arrives ? 90 : 30, coverage),
        waitOf(person, 'days', 1, coverage),
      ],
    );
  const readings = fc
    .tuple(who, fc.constantFrom('ミホン', 'カクウ'))
    .map(
      ([person, family]): Story => [
        eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
        eventOf(person, { type: 'correct-kana', kana: { family, given: 'ハナコ' } }, coverage),
        eventOf(person, { type: 'correct-kana', kana: { family, given: 'イチロウ' } }, coverage),
      ],
    );
  const renewal = fc
    .tuple(who, fc.integer({ min: 60, max: 100 }), service)
    .map(
      ([person, days, to]): Story => [
        waitOf(person, 'renewal', days, coverage),
        eventOf(person, { type: 'renew-certificates' }, coverage),
        askingItems(person, -2, to, coverage),
      ],
    );
  const lostCard = fc
    .tuple(who, small, fc.boolean())
    .map(
      ([person, n, found]): Story => [
        eventOf(person, { type: 'lose-card' }, coverage),
        consenting(person, 'card sign', ['ca', 'bank'], ['name'], coverage),
        waitOf(person, 'minutes', n * 10, coverage),
        askingStatus(person, -1, coverage),
        eventOf(person, { type: found ? 'find-card' : 'reissue-card' }, coverage),
        waitOf(person, 'days', n, coverage),
        askingStatus(person, -3, coverage),
      ],
    );
  const phone = fc
    .tuple(who, fc.constantFrom('a', 'b'), small, fc.boolean())
    .map(
      ([person, name, n, lost]): Story => [
        eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
        eventOf(person, { type: 'apply-phone', phone: name }, coverage),
        linking(person, -1, 'card sign', 'both', coverage),
        linking(person, -2, 'card auth', 'login', coverage),
        ...(lost
          ? [
              eventOf(person, { type: 'stop-phone' }, coverage),
              eventOf(person, { type: 'stop-phone' }, coverage),
              waitOf(person, 'days', n, coverage),
              askingStatus(person, -1, coverage),
              eventOf(person, { type: 'resume-phone' }, coverage),
              waitOf(person, 'days', n, coverage),
              askingStatus(person, -3, coverage),
            ]
          : [eventOf(person, { type: 'give-up-phone' }, coverage)]),
      ],
    );
  /** Consents, and changes one's mind. */
  const withdrawal = fc
    .tuple(who, signer, service, fc.boolean(), fc.boolean())
    .map(
      ([person, by, to, atHolder, consents]): Story => [
        ...(consents
          ? [
              consenting(person, by, to, ['name'], coverage),
              waitOf(person, 'days', 1, coverage),
              askingItems(person, -1, to, coverage),
            ]
          : []),
        withdrawing(person, by, to, atHolder, coverage),
        askingItems(person, -1, to, coverage),
        inquiring(person, 'card auth', coverage),
      ],
    );
  /** A birthday that turns out not to be known, told to whom it may be told. */
  const birthday = fc
    .tuple(who, fc.constantFrom('1990-00-00', '1999-07-00'))
    .map(
      ([person, birth]): Story => [
        eventOf(person, { type: 'reissue-card' }, coverage),
        consenting(person, 'card sign', ['both', 'bank'], ['birth', 'gender'], coverage),
        waitOf(person, 'days', 1, coverage),
        eventOf(person, { type: 'correct-birth', birth }, coverage),
        eventOf(person, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
        askingItems(person, -2, ['both', 'bank'], coverage),
      ],
    );
  /** Card and phone apart: what is asked about the one says nothing of the other. */
  const twoCarriers = fc
    .tuple(who, items, fc.boolean())
    .map(
      ([person, what, card]): Story => [
        eventOf(person, { type: 'reissue-card' }, coverage),
        eventOf(person, { type: 'apply-phone', phone: 'a' }, coverage),
        consenting(person, 'phone sign', ['ca', 'bank'], what, coverage),
        waitOf(person, 'days', 1, coverage),
        eventOf(
          person,
          { type: 'request-revocation', kinds: ['sign'], carrier: card ? 'card' : 'phone' },
          coverage,
        ),
        askingItems(person, -1, ['ca', 'bank'], coverage),
        askingItems(person, -2, ['ca', 'bank'], coverage),
      ],
    );
  /** Without certificates: a key was lost, or the holder wanted none; then a child, of age for one. */
  const without = fc
    .tuple(who, small, fc.boolean())
    .map(
      ([person, n, leaked]): Story => [
        eventOf(
          person,
          { type: leaked ? 'report-compromise' : 'request-revocation', kinds: ['auth', 'sign'] },
          coverage,
        ),
        eventOf(person, { type: 'renew-certificates' }, coverage),
        withdrawing(person, 'card auth', ['ca', 'bank'], true, coverage),
        waitOf(person, 'minutes', n * 15, coverage),
        askingStatus(person, -1, coverage),
        eventOf(person, { type: 'apply-certificates', kinds: ['auth', 'sign'] }, coverage),
      ],
    );
  const ofAge = fc
    .tuple(small)
    .map(
      ([n]): Story => [
        eventOf(CHILD, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
        waitOf(CHILD, 'fifteenth', n, coverage),
        eventOf(CHILD, { type: 'apply-certificates', kinds: ['sign'] }, coverage),
      ],
    );
  /** The last things. */
  const end = fc
    .tuple(who, fc.constantFrom('die', 'delete-entry'), service)
    .map(
      ([person, type, to]): Story => [
        eventOf(person, { type }, coverage),
        waitOf(person, 'days', 2, coverage),
        askingItems(person, -1, to, coverage),
        askingStatus(person, -1, coverage),
      ],
    );
  const decade = fc
    .tuple(who, service)
    .map(
      ([person, to]): Story => [
        eventOf(person, { type: 'reissue-card' }, coverage),
        consenting(person, 'card sign', to, ['address', 'gender'], coverage),
        waitOf(person, 'decade', 0, coverage),
        askingItems(person, -1, to, coverage),
        eventOf(person, { type: 'reissue-card' }, coverage),
        inquiring(person, 'card auth', coverage),
        waitOf(person, 'decade', 0, coverage),
        linking(person, 0, 'card sign', 'both', coverage),
        linking(person, 1, 'card sign', 'both', coverage),
        askingItems(person, 0, to, coverage),
      ],
    );
  const endedService = fc
    .tuple(who)
    .map(
      ([person]): Story => [
        eventOf(person, { type: 'reissue-card' }, coverage),
        consenting(person, 'card sign', ['ca', 'shop'], ['name', 'birth'], coverage),
        endOfService(),
        waitOf(person, 'days', 2, coverage),
        askingItems(person, -1, ['ca', 'shop'], coverage),
        inquiring(person, 'card auth', coverage),
      ],
    );
  /** A foreign resident whose period of stay is extended once, and then ends. */
  const stay = fc
    .tuple(small, fc.boolean())
    .map(
      ([n, extended]): Story => [
        eventOn(FOREIGNER, 40 * n, (until) => ({ type: 'extend-stay', until }), coverage),
        waitOf(FOREIGNER, 'days', 50 * n, coverage),
        ...(extended ? [eventOn(FOREIGNER, 400, (until) => ({ type: 'extend-stay', until }), coverage)] : []),
        eventOf(FOREIGNER, { type: 'reissue-card' }, coverage),
        eventOf(FOREIGNER, { type: 'alias', alias: extended ? '別名' : null }, coverage),
      ],
    );
  return fc.oneof(
    { weight: 2, arbitrary: stay },
    { weight: 8, arbitrary: consent },
    { weight: 8, arbitrary: move },
    { weight: 6, arbitrary: relocation },
    { weight: 2, arbitrary: deadline },
    { weight: 2, arbitrary: readings },
    { weight: 4, arbitrary: renewal },
    { weight: 5, arbitrary: lostCard },
    { weight: 6, arbitrary: phone },
    { weight: 4, arbitrary: withdrawal },
    { weight: 2, arbitrary: birthday },
    { weight: 3, arbitrary: twoCarriers },
    { weight: 2, arbitrary: without },
    { weight: 2, arbitrary: ofAge },
    { weight: 2, arbitrary: end },
    { weight: 2, arbitrary: decade },
    { weight: 2, arbitrary: endedService },
  );
}
