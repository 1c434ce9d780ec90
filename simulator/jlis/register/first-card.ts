/**
 * The card that a citizen has when the world begins: a function of seed, citizen and kind of card, so that nobody need be
 * kept until something happens to them.
 *
 * Most got it at the founding. To every fourth it was issued under the key before, on some day of that key's time, if card
 * and certificates then live on for a while.
 */
import type { CardProfile } from '../../card/index.ts';
import { type Citizen, countedBirthday, endOfStay, type Nationality } from '../../people/index.ts';
import { type Chance, dateJst, type World } from '../../world/index.ts';
import type { Authority } from '../authority/authority.ts';
import { recordedItems } from '../authority/four-items.ts';
import {
  ageOn,
  cardLastDay,
  certificateLastDay,
  daysAfter,
  endOfDayJst,
  startOfDayJst,
} from '../authority/validity.ts';
import type { JpkiKind } from '../config.ts';
import type { JlisKnobs } from '../knobs.ts';
import type { CardRecord, CertificateRecord, RegisterEntry } from './records.ts';

/** Nobody has a card before birth. */
export interface FirstCard {
  readonly card: CardRecord | undefined;
  readonly certificates: readonly CertificateRecord[];
}

/** Which numbers of every four have a card of the generation before. */
const EARLIER_REMAINDER = 3;
/** Such a card, and a period of stay, reach at least so many days beyond the founding. */
const LIVES_ON_DAYS = 200;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;

/** When something was issued and on which days things end. */
interface Lives {
  readonly issuedAt: Date;
  readonly card: string;
  readonly sign: string;
  readonly auth: string;
}

/** Last day of the period of stay that counts for a card of that day; one that ends soon counts as extended (assumed). */
export const stayEnd = (nationality: Nationality, day: string): string | undefined =>
  nationality.kind === 'foreign' && nationality.period
    ? endOfStay(nationality.period, daysAfter(day, LIVES_ON_DAYS))
    : undefined;

function livesFrom(issuedAt: Date, { birth, nationality }: Citizen): Lives {
  const day = dateJst(issuedAt);
  const card = cardLastDay(day, birth, stayEnd(nationality, day));
  const auth = certificateLastDay(day, birth, { cardEnd: card });
  const sign = certificateLastDay(day, birth, { cardEnd: card, authEnd: auth });
  return { issuedAt, card, sign, auth };
}

/** At a counter in office hours of some day on which the generation issued. */
function momentUnder({ generations }: Authority, generation: number, chance: Chance): Date {
  const from = generations.beginningOf(generation);
  const days = Math.floor(
    (generations.beginningOf(generation + 1).getTime() - from.getTime()) / (24 * HOUR_MS),
  );
  const midnight = startOfDayJst(daysAfter(dateJst(from), chance.below(days)));
  return new Date(midnight.getTime() + 9 * HOUR_MS + chance.below(8 * 3_600) * SECOND_MS);
}

/** Lives of a card of the generation before, if this citizen has one. */
function earlierLives(world: World, authority: Authority, citizen: Citizen): Lives | undefined {
  const newest = authority.generations.issuingAt(world.founded);
  if (citizen.number % 4 !== EARLIER_REMAINDER || newest === 1) return undefined;
  const own = world.chance.fork(`earlier card ${citizen.number}`);
  const issuedAt = momentUnder(authority, newest - 1, own);
  if (countedBirthday(citizen.birth) >= dateJst(issuedAt)) return undefined; // not born yet
  const lives = livesFrom(issuedAt, citizen);
  const until = daysAfter(dateJst(world.founded), LIVES_ON_DAYS);
  return [lives.card, lives.sign, lives.auth].every((end) => end >= until) ? lives : undefined;
}

/** Issued a year before the world began and over the day before it. */
function pastLives(world: World): Lives {
  const founded = dateJst(world.founded);
  const end = daysAfter(founded, -1);
  return { issuedAt: startOfDayJst(daysAfter(founded, -365)), card: end, sign: end, auth: end };
}

export interface FirstCardDeps {
  readonly world: World;
  readonly authorities: Readonly<Record<JpkiKind, Authority>>;
  readonly knobs: JlisKnobs;
}

/** The first card of a citizen. Certificates that the profile or the holder's age leaves out are not there. */
export function firstCardOf(
  { world, authorities, knobs }: FirstCardDeps,
  citizen: Citizen,
  profile: CardProfile,
): FirstCard {
  if (countedBirthday(citizen.birth) > dateJst(world.founded)) return { card: undefined, certificates: [] };
  const lives =
    earlierLives(world, authorities.sign, citizen) ?? livesFrom(wholeSeconds(world.founded), citizen);
  const past = pastLives(world);
  const entry: RegisterEntry = entryOf(citizen);

  function certificate(kind: JpkiKind): CertificateRecord | undefined {
    const asked = profile.certificates[kind];
    if (asked === 'none') return undefined;
    const { issuedAt, [kind]: lastDay } = asked === 'expired' ? past : lives;
    if (kind === 'sign' && ageOn(dateJst(issuedAt), citizen.birth) < knobs.signAgeMin) return undefined;
    const { generations, serials } = authorities[kind];
    const withKana = dateJst(issuedAt) >= knobs.furiganaFrom;
    return {
      kind,
      citizen: citizen.number,
      carrier: profile.carrier,
      generation: generations.issuingAt(issuedAt),
      serial: serials.first(citizen.number),
      issuedAt,
      notAfter: endOfDayJst(lastDay),
      municipality: citizen.municipality,
      ...(kind === 'sign' && { items: recordedItems(citizen, withKana ? citizen.kana : undefined) }),
      keyLabel: `card ${citizen.number} ${kind}`,
      algorithm: profile.algorithm,
      history: [],
    };
  }

  const [sign, auth] = [certificate('sign'), certificate('auth')];
  const { issuedAt, card: lastDay } = profile.card === 'expired' ? past : lives;
  return {
    card: {
      sequence: 1,
      issuedAt,
      profile,
      lastDay,
      state: 'in-use',
      chip: { face: entry, lastDay, sign, auth },
    },
    certificates: [sign, auth].filter((record) => record !== undefined),
  };
}

/** Certificates know whole seconds only. */
export const wholeSeconds = (at: Date): Date => new Date(Math.floor(at.getTime() / SECOND_MS) * SECOND_MS);

/** What the register has of a citizen to whom nothing has happened. */
export const entryOf = ({
  name,
  address,
  birth,
  gender,
  municipality,
  nameParts,
  kana,
  nationality,
}: Citizen): RegisterEntry => ({
  name,
  address,
  birth,
  gender,
  municipality,
  nameParts,
  ...(kana && { kana }),
  nationality,
});
