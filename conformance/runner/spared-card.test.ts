/** Cards that keep their tries over the cases of a run, as real ones do: a run without destructive cases locks none. */
import { describe, expect, test } from 'vitest';
import { fromHex, queryTries, selectAid, selectEf, toHex } from '../../simulator/apdu/index.ts';
import {
  type CardProfileSource,
  createCard,
  loadProfile,
  type VirtualCard,
} from '../../simulator/card/index.ts';
import { createJlis } from '../../simulator/jlis/index.ts';
import { citizenOf } from '../../simulator/people/index.ts';
import { createWorld, virtualClock } from '../../simulator/world/index.ts';
import { AID } from '../cases/card/files.ts';
import { CASES } from '../cases/index.ts';
import { ASSUMED_PINS, PIN_FILES, type PinName, type Pins } from '../iut/card-pins.ts';
import { checkIutConfig } from '../iut/config.ts';
import type { IcsClaims } from '../iut/ics.ts';
import { inProcess } from '../iut/in-process.ts';
import { cardFaults } from '../iut/preflight/card.ts';
import type { SetupFault } from '../iut/setup-fault.ts';
import { createRig, type Rig } from './rig.ts';
import { runSuite } from './run.ts';

const CARD_CASES = CASES.filter(({ role }) => role === 'card');
const SPARING = CARD_CASES.filter(({ destructive }) => !destructive);

interface Kept {
  readonly card: VirtualCard;
  /** Anew for each run, as a run of its own would have it. */
  connector(): ReturnType<typeof inProcess>;
}

const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

const CODE = { holder: { securityCode: '1234' } } as const;

/** A kind of card of our own. */
const kindOf = (id: string, more: Partial<CardProfileSource>): CardProfileSource => ({
  id,
  title: { en: id, ja: id },
  ground: 'a test',
  confidence: 'assumed',
  ...more,
});

/** A card of this kind; `reset` changes nothing, or brings a fresh one. */
function kept(kind: CardProfileSource | string, { fresh = false } = {}): Kept {
  const world = createWorld({ seed: 'kept', clock: virtualClock() });
  const jlis = createJlis(world);
  const { data } = jlis.issueProfileCard(citizenOf(world.chance, 1), loadProfile(kind));
  const made = (): VirtualCard => createCard(data, undefined, { random: world.chance.fork('card').bytes });
  let card = made();
  const anchors = { jpkiSign: jlis.anchors.sign.map(base64), jpkiAuth: jlis.anchors.auth.map(base64) };
  const connector = () =>
    inProcess(() => ({
      async call(method, params) {
        const { op, capdu } = params as { op?: 'on' | 'off' | 'reset'; capdu?: string };
        if (method === 'reset') {
          if (fresh) card = made();
          return { anchors };
        }
        if (method === 'card.power') {
          card.power(op!);
          return { atr: toHex(card.atr) };
        }
        return { rapdu: toHex(card.transmit(fromHex(capdu!))) };
      },
    }));
  return { card, connector };
}

type Counters = Readonly<Record<string, string>>;
const triesOf = (sw: string): number => Number.parseInt(sw.slice(3), 16);

const APPLICATION = new Map(Object.entries(AID).map(([name, aid]) => [aid, name]));
const nameOf = ({ pin, aid, fid }: (typeof PIN_FILES)[number]): string =>
  `${pin ?? 'printed'} ${APPLICATION.get(aid)}/${fid.toString(16)}`;

/** The counter of each PIN file, asked of the card itself. */
function counters({ card }: Kept): Counters {
  card.power('on');
  const told = Object.fromEntries(
    PIN_FILES.map((file) => {
      card.transmit(selectAid(file.aid));
      card.transmit(selectEf(file.fid));
      return [nameOf(file), toHex(card.transmit(queryTries()))];
    }),
  );
  card.power('off');
  return told;
}

const rigFor = (own: Kept): Promise<Rig> =>
  createRig({
    testCase: { id: 'TC-CARD-0', role: 'card' },
    connector: own.connector(),
    seed: '1',
    controlledClock: true,
  });

const faults = async (own: Kept, pins: Partial<Pins>): Promise<readonly SetupFault[]> => {
  const rig = await rigFor(own);
  const found = await cardFaults(rig, { pins });
  return found;
};

/** As `run --iut FILE --tag '!destructive'` runs it, without the preflight. */
async function run(own: Kept, named: Partial<Pins>, ics: IcsClaims = {}, cases = SPARING) {
  const pins = Object.fromEntries(Object.keys(named).map((name) => [name, { env: 'X' }]));
  const config = checkIutConfig({ command: ['kept'], roles: ['card'], pins }, 'kept', '.');
  const { judged } = await runSuite({
    iuts: [
      {
        id: 'kept',
        connector: own.connector(),
        hello: { contract: 1, name: 'kept', version: '1', roles: ['card'], clock: 'controlled' },
        roles: ['card'],
        ics,
        pins: named,
        config,
      },
    ],
    seed: '1',
    cases,
    keepsTries: cases === SPARING,
  });
  return judged;
}

const presents = (id: string, pin: PinName): boolean =>
  SPARING.find((testCase) => testCase.id === id)?.presents?.includes(pin) ?? false;

const said = ({ id, verdict, reason }: Awaited<ReturnType<typeof run>>[number]): string =>
  `${id} ${verdict}: ${reason}`;

const lostBy = (before: Counters, after: Counters): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.keys(before)
      .map((file) => [file, triesOf(before[file]!) - triesOf(after[file]!)] as const)
      .filter(([, lost]) => lost !== 0),
  );

test('every value is named and right: every case passes, and no try is gone, run after run', async () => {
  const own = kept(kindOf('named', { ...CODE }));
  const before = counters(own);
  expect(await faults(own, ASSUMED_PINS)).toEqual([]);
  expect(counters(own)).toEqual(before);
  for (let i = 0; i < 2; i++) {
    const judged = await run(own, ASSUMED_PINS);
    expect(judged.filter(({ verdict }) => verdict !== 'pass').map(said)).toEqual([]);
    expect(counters(own)).toEqual(before);
  }
});

test('what a case says that it presents is what it takes from the rig', async () => {
  const own = kept(kindOf('asked', { ...CODE }));
  for (const testCase of CARD_CASES) {
    const asked = new Set<string>();
    const pins = Object.fromEntries(
      Object.entries(ASSUMED_PINS).map(([name, value]) => [
        name,
        { enumerable: true, get: () => asked.add(name) && value },
      ]),
    );
    const rig: Rig = Object.create(await rigFor(own), {
      pins: { value: Object.defineProperties({} as Pins, pins) },
    });
    await testCase.initialCondition?.(rig);
    for (const each of testCase.procedure) await Promise.resolve(each.run(rig)).catch(() => {}); // a card that was used up says no
    expect([testCase.id, ...asked].sort()).toEqual([testCase.id, ...(testCase.presents ?? [])].sort());
  }
});

describe.each([
  'test-card',
  'under-15',
  kindOf('other-pins', { pins: { textPin: '7351', authPin: '9182' } }),
])('a card that keeps its tries (%#)', (kind) => {
  test('nothing is named: nothing is presented, and no try is gone', async () => {
    const own = kept(kind);
    const before = counters(own);
    expect(await faults(own, {})).toEqual([]);
    const judged = await run(own, {});
    expect(counters(own)).toEqual(before);
    const left = judged.filter(({ reason }) => /^pins\.\w+ is not named/.test(reason));
    expect(left.map(({ id }) => id)).toEqual(
      SPARING.filter(({ presents = [] }) => presents.length > 0).map(({ id }) => id),
    );
    expect(new Set(left.map(({ verdict }) => verdict))).toEqual(new Set(['notApplicable']));
  });
});

const code = ['securityCode SURFACE/12', 'securityCode TEXT/15'];
test.each([
  // The code printed on these cards is drawn, and nobody guesses it.
  ['test-card', {}, code],
  ['under-15', { signPin: 'WRONG123', authPin: '4321' }, ['authPin JPKI/18', ...code, 'signPin JPKI/1b']],
  [kindOf('other', { pins: { textPin: '7351' }, ...CODE }), {}, ['textPin TEXT/11']],
  [
    kindOf('office', { pins: { officePin: '7351' }, ...CODE }),
    {},
    ['officePin COMMON/1c', 'officePin RESIDENT/1c'],
  ],
] as const)(
  'a wrong value is named: the preflight says so, for one try of each file (%#)',
  async (kind, named, files) => {
    const own = kept(kind);
    const before = counters(own);
    const found = await faults(own, { ...ASSUMED_PINS, ...named });
    expect(new Set(found.map(({ field }) => field))).toEqual(
      new Set(files.map((file) => `.pins.${file.split(' ')[0]}`)),
    );
    expect(lostBy(before, counters(own))).toEqual(Object.fromEntries(files.map((file) => [file, 1])));
  },
);

test('a wrong value that no preflight has seen: refused once, then never presented again, and never below the floor', async () => {
  const own = kept(kindOf('wrong', { pins: { textPin: '7351', signPin: 'OTHER123' }, ...CODE }));
  const before = counters(own);
  const first = await run(own, ASSUMED_PINS);
  expect(lostBy(before, counters(own))).toEqual({ 'textPin TEXT/11': 1, 'signPin JPKI/1b': 1 });
  const needing = first.filter(({ id }) => presents(id, 'textPin'));
  // The first was refused; the other counts the tries, and sees that one is gone.
  expect(needing.filter(({ verdict }) => verdict !== 'inconc').map(({ id }) => id)).toEqual([
    'TC-CARD-097',
    'TC-CARD-153',
  ]);
  const spared = needing.filter(({ verdict }) => verdict === 'inconc');
  expect(spared.filter(({ reason }) => !/^the card is spared: no VERIFY of EF/.test(reason))).toEqual([]);
  for (let i = 0; i < 3; i++) await run(own, ASSUMED_PINS);
  // Of three tries one is left, of five three.
  expect(lostBy(before, counters(own))).toEqual({ 'textPin TEXT/11': 2, 'signPin JPKI/1b': 2 });
});

test('a card that is fresh after each reset goes on being judged, whatever it has refused', async () => {
  const kind = kindOf('fresh', { pins: { textPin: '7351' } });
  const judged = await run(kept(kind, { fresh: true }), ASSUMED_PINS);
  const needing = judged.filter(({ id }) => presents(id, 'textPin'));
  expect(needing.filter(({ verdict }) => verdict !== 'fail').map(said)).toEqual([]);
});

test('a year of birth that is not of the era: each number made of it is refused once, and not presented again', async () => {
  const own = kept(kindOf('gregorian', { holder: { birthYear: 'gregorian', securityCode: '1234' } }));
  const before = counters(own);
  await run(own, ASSUMED_PINS);
  const lost = { 'printed SURFACE/11': 1, 'securityCode SURFACE/12': 1, 'securityCode TEXT/15': 1 };
  expect(lostBy(before, counters(own))).toEqual(lost);
});

test('a card with the 公的個人認証AP alone that says so passes all that applies', async () => {
  const own = kept('jpki-only', { fresh: true });
  const judged = await run(own, ASSUMED_PINS, { 'other-applications': false }, CARD_CASES);
  const others = judged.filter(({ verdict }) => verdict !== 'pass');
  expect(others.filter(({ verdict }) => verdict !== 'notApplicable').map(said)).toEqual([]);
  expect(new Set(others.map(({ reason }) => reason))).toEqual(
    new Set(['the ICS says that the IUT has no other-applications']),
  );
  // Most of what is about the 公的個人認証AP stays.
  expect(judged.length - others.length).toBeGreaterThan(90);
});
