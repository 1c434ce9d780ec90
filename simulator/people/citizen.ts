/**
 * The citizens of a seed. The n-th is the same however many exist, and none is kept: each is computed when asked for.
 *
 * Everybody is plainly invented: names are made of words such as 見本 (sample) and 架空 (fictitious), places do not exist.
 */
import { UsageError } from '../errors.ts';
import type { Chance } from '../world/index.ts';
import { addressIn } from './address.ts';
import { adultBirthday, childBirthday } from './birthday.ts';
import { headOf } from './household.ts';
import {
  familyWord,
  foreignName,
  formerFamilyWord,
  type Gender,
  givenWord,
  japaneseName,
  type Word,
} from './invented-names.ts';
import { type Municipality, municipalities } from './municipalities.ts';
import { composeName, type NameKana, type NameParts } from './name.ts';
import type { Nationality } from './nationality.ts';
import { type Foreign, type Kinds, shown } from './showcase.ts';
import { onceIn } from './weighted.ts';

/** The four basic items (基本4情報) as a register holds them. */
export interface FourItems {
  /** 氏名: family and given name separated by U+3000, full width; with former name and alias if recorded. */
  readonly name: string;
  /** 住所: from the prefecture on, digits and hyphens full width. */
  readonly address: string;
  /** 生年月日: Gregorian, `YYYY-MM-DD`; an unknown day, or month and day, is `00`. */
  readonly birth: string;
  /** 性別: 1 male, 2 female. */
  readonly gender: Gender;
}

export interface Citizen extends FourItems {
  /** Which citizen of the seed, from 1. */
  readonly number: number;
  readonly municipality: Municipality;
  /** What `name` is composed of. */
  readonly nameParts: NameParts;
  /** 振り仮名; foreign residents have none recorded. */
  readonly kana?: NameKana;
  readonly nationality: Nationality;
  /** Number of the head (世帯主); those with the same one live at one address. */
  readonly household: number;
}

/** As many as may be asked for: about the population of Japan. */
export const CITIZEN_MAX = 120_000_000;

/** Whose number this divides are children. */
const CHILD_EVERY = 10;

/** The number of the k-th adult, k from 1: for those who need somebody with a signing certificate. */
export const adultNumber = (k: number): number => k + Math.floor((k - 1) / (CHILD_EVERY - 1));

// Once in so many.
const FOREIGN = 15;
const PERMANENT = 3;
/** Members of a household who do not bear its family name. */
const OTHER_FAMILY = 6;
/** Japanese adults with a recorded 旧氏. */
const FORMER = 15;

interface Household {
  readonly municipality: Municipality;
  readonly address: string;
  readonly family: Word;
}

/** What those who live together share. */
function sharedBy(chance: Chance, head: number): Household {
  const own = chance.fork(`household ${head}`);
  const kinds = shown(head);
  const municipality = own.pick(municipalities);
  const address = addressIn(own, municipality, kinds.address);
  return { municipality, address, family: familyWord(own, kinds.householdFamily) };
}

type Person = Pick<Citizen, 'nameParts' | 'kana' | 'nationality'>;

function japanese(own: Chance, household: Household, gender: Gender, child: boolean, kinds: Kinds): Person {
  const family =
    kinds.family !== undefined || (kinds.householdFamily === undefined && onceIn(own, OTHER_FAMILY))
      ? familyWord(own, kinds.family)
      : household.family;
  const given = givenWord(own, gender, kinds.given);
  const former = (kinds.former ?? onceIn(own, FORMER)) && !child ? formerFamilyWord(own, family) : undefined;
  return { ...japaneseName(family, given, former), nationality: { kind: 'japanese' } };
}

const YEARS_OF_STAY = [1, 3, 5] as const;
const two = (n: number): string => String(n).padStart(2, '0');

function foreigner(own: Chance, gender: Gender, { name, period }: Foreign): Person {
  const nameParts = foreignName(own, gender, name);
  const from = `${2016 + own.below(5)}-${two(1 + own.below(12))}-${two(1 + own.below(28))}`;
  return {
    nameParts,
    nationality: { kind: 'foreign', ...(period && { period: { from, years: own.pick(YEARS_OF_STAY) } }) },
  };
}

/**
 * The n-th citizen of a world, 1 to CITIZEN_MAX. `chance` is the world's root; the answer depends on nothing else.
 *
 * Those whose number 10 divides are children, born 2012 to 2025; all others are adults. The first three are ordinary
 * people, the fourth to twentieth show one difficulty each (showcase.ts).
 *
 * @throws UsageError ERR_CITIZEN for another number
 */
export function citizenOf(chance: Chance, number: number): Citizen {
  if (!Number.isInteger(number) || number < 1 || number > CITIZEN_MAX)
    throw new UsageError('ERR_CITIZEN', `citizen ${number} is not a whole number from 1 to ${CITIZEN_MAX}`);
  const own = chance.fork(`citizen ${number}`);
  const kinds = shown(number);
  const head = headOf(number);
  const household = sharedBy(chance, head);
  const child = number % CHILD_EVERY === 0;
  const gender = own.pick(['1', '2'] as const);
  const birth = child ? childBirthday(own) : adultBirthday(own, kinds.birth);
  const foreign = kinds.foreign ?? (onceIn(own, FOREIGN) && { period: !onceIn(own, PERMANENT) });
  const person = foreign ? foreigner(own, gender, foreign) : japanese(own, household, gender, child, kinds);
  const { municipality, address } = household;
  return {
    number,
    name: composeName(person.nameParts),
    address,
    birth,
    gender,
    municipality,
    household: head,
    ...person,
  };
}
