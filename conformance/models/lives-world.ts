/** A world with a few people in it, and what the model knows of them when it begins. */
import { createJlis, type Jlis, type JlisSteps, type JpkiKind } from '../../simulator/jlis/index.ts';
import { type Citizen, certificateText, citizenOf, composeKana } from '../../simulator/people/index.ts';
import { createWorld, type VirtualClock, virtualClock, type World } from '../../simulator/world/index.ts';
import type { Consent, Issued, Life, Place } from './lives-life.ts';

/** Who asks: of which kinds, for which services. */
export const VERIFIERS = {
  ca: { kinds: ['sign'], services: ['bank', 'shop'], certificate: Uint8Array.of(1, 1) },
  login: { kinds: ['auth'], services: [], certificate: Uint8Array.of(2, 2) },
  both: { kinds: ['sign', 'auth'], services: ['bank'], certificate: Uint8Array.of(3, 3) },
} as const satisfies Record<
  string,
  { kinds: readonly JpkiKind[]; services: readonly string[]; certificate: Uint8Array }
>;
export type VerifierName = keyof typeof VERIFIERS;

/** When lives begin: under each key of the CAs, across New Year in Japan, across a new key, in a leap year. */
export const STARTS = [
  '2020-02-28T12:00:00+09:00',
  '2025-12-31T23:40:00+09:00',
  '2026-04-01T09:00:00+09:00',
  '2027-07-10T09:00:00+09:00',
  '2040-06-01T09:00:00+09:00',
] as const;

export interface Model {
  readonly lives: readonly Life[];
  /** First moment at which nothing is delivered for a service any more, by verifier and service. */
  readonly stopped: Map<string, Date>;
}

export interface Real {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly jlis: Jlis;
  /** Certificates that were found lost for good, or held on a card: by kind and number. They never live again. */
  readonly lostForGood: Set<string>;
  /** How many messages were signed: no two are the same. */
  nonces: number;
}

const SEED = 1;
const chance = createWorld({ seed: SEED }).chance;
const first = (fits: (citizen: Citizen) => boolean): number => {
  for (let n = 1; ; n++) if (fits(citizenOf(chance, n))) return n;
};
const isPlain = (text: string): boolean => certificateText(text).text === text;
/** An adult; a foreign resident with a period of stay; a child, eight years old in 2020. */
const PEOPLE: readonly number[] = [
  1,
  first(
    ({ nationality, number, name, address }) =>
      nationality.kind === 'foreign' &&
      nationality.period !== undefined &&
      number % 10 !== 0 &&
      isPlain(name + address),
  ),
  first(
    ({ number, birth, nationality, name, address }) =>
      number % 10 === 0 &&
      birth.startsWith('2012') &&
      nationality.kind === 'japanese' &&
      isPlain(name + address),
  ),
];

function begins({ jlis, world }: Real, number: number): Life {
  const citizen = citizenOf(world.chance, number);
  jlis.issueCard(citizen); // the JPKI application alone: two keys in place of eleven
  const { entry, card, certificates } = jlis.person(number);
  const { name, address, birth, gender, nationality, nameParts, kana } = entry;
  const items = { name, address, birth, gender };
  const { family, given, formerFamily = '', alias = '' } = nameParts;
  return {
    number,
    foreign: nationality.kind === 'foreign',
    stay: nationality.kind === 'foreign' ? nationality.period : undefined,
    status: 'here',
    leaving: undefined,
    items,
    name: {
      family,
      given,
      former: formerFamily,
      alias,
      kana: kana && composeKana(kana).replace('\u3000', ' '),
    },
    card: {
      begins: '',
      ends: card!.lastDay,
      stopped: false,
      continueBy: undefined,
    },
    phone: 'none',
    phoneName: '',
    stayUntil: undefined,
    consents: [] as Consent[],
    issued: certificates.map(
      (c): Issued => ({
        serial: c.serial,
        place: `${c.carrier} ${c.kind}` as Place,
        from: c.issuedAt,
        end: c.notAfter,
        items,
        records: [],
      }),
    ),
  };
}

export function foundLives(start: string, steps?: JlisSteps): { model: Model; real: Real } {
  const clock = virtualClock(new Date(start));
  const world = createWorld({ seed: SEED, clock, keepAtMost: 0 });
  const jlis = createJlis(world, steps && { steps });
  for (const [id, { kinds, services, certificate }] of Object.entries(VERIFIERS))
    jlis.registerVerifier({ id, kinds, services, clientCertificate: certificate });
  const real: Real = { world, clock, jlis, lostForGood: new Set(), nonces: 0 };
  const day = new Date(clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const lives = PEOPLE.map((number) => begins(real, number));
  for (const life of lives) life.card!.begins = day;
  return { model: { lives, stopped: new Map() }, real };
}

export const PERSON_COUNT = PEOPLE.length;
