/** A person as municipality and J-LIS know them. Only those whom somebody touched are kept. */

import {
  type Citizen,
  countedBirthday,
  endOfStay,
  type FourItems,
  type Municipality,
  type NameKana,
  type NameParts,
  type Nationality,
} from '../people/index.ts';
import { dateJst } from '../world/index.ts';
import type { CertificateRecord } from './certificate-book.ts';
import { generationBegins, issuingNumberAt } from './generations.ts';
import { ageOn, cardLastDay, certificateLastDay } from './validity.ts';

/** 住民票 (for those abroad 戸籍の附票): the four items, in register form, and what belongs to them. */
export interface Register extends FourItems {
  readonly nameParts: NameParts;
  readonly kana?: NameKana;
  readonly municipality: Municipality;
  readonly nationality: Nationality;
}

/** `moving`: has left one municipality and not yet arrived at another. `deleted`: the entry was deleted ex officio. */
export type Residence = 'resident' | 'moving' | 'abroad' | 'dead' | 'deleted';

export interface CardRecord {
  /** Counts the cards of the person, from 1. */
  readonly number: number;
  readonly issuedDay: string;
  readonly lastDay: string;
  /** `stopped`: reported lost. `void`: ended before its last day. */
  state: 'valid' | 'stopped' | 'void';
  sign: CertificateRecord | undefined;
  auth: CertificateRecord | undefined;
}

export interface PhoneRecord {
  /** Names the phone. */
  readonly id: string;
  state: 'in-use' | 'stopped' | 'ended';
  sign: CertificateRecord | undefined;
  auth: CertificateRecord | undefined;
}

export interface Person {
  readonly number: number;
  register: Register;
  residence: Residence;
  card: CardRecord | undefined;
  phone: PhoneRecord | undefined;
  /** All that were ever issued, oldest first. */
  readonly certificates: CertificateRecord[];
  /** When the card becomes void unless something happens before. */
  cardVoidAt: Date | undefined;
}

/** When a citizen's first card was issued, by which generation, and when card and certificates end. */
export interface FirstIssue {
  readonly generation: number;
  readonly issuedAt: Date;
  readonly cardEnd: string;
  readonly authEnd: string;
  /** Undefined: no signing certificate. */
  readonly signEnd: string | undefined;
}

const DAY_MS = 86_400_000;
/** Every eighth citizen got the card before the present generation began … */
const EARLIER_EVERY = 8;
const EARLIER_REST = 7;
/** … unless a certificate would end within so many days of the founding. */
const EARLIER_LEFT_DAYS = 200;

/** Last day of the card's and the certificates' lives by the rules. `signFrom`: age from which a signing one is issued. */
export function endsOn(
  day: string,
  { birth, nationality }: Pick<Register, 'birth' | 'nationality'>,
  signFrom: number,
): Pick<FirstIssue, 'cardEnd' | 'authEnd' | 'signEnd'> {
  const counted = countedBirthday(birth);
  const byAge = cardLastDay(day, counted);
  // A foreign resident's card ends with the period of stay; permanent residents are as Japanese nationals.
  const stay =
    nationality.kind === 'foreign' && nationality.period ? endOfStay(nationality.period, day) : byAge;
  const cardEnd = [stay, byAge].sort()[0]!;
  const authEnd = certificateLastDay(day, counted, { cardEnd });
  const signEnd =
    ageOn(day, counted) < signFrom ? undefined : certificateLastDay(day, counted, { cardEnd, authEnd });
  return { cardEnd, authEnd, signEnd };
}

/** A day in the time of the generation before, at most three years before it ended, as the citizen's number has it. */
function earlierDay(citizen: Citizen, founded: Date): Date {
  const end = generationBegins(issuingNumberAt(founded)).getTime() - DAY_MS;
  return new Date(end - DAY_MS * (Math.floor(citizen.number / EARLIER_EVERY) % 1000));
}

export function firstIssue(citizen: Citizen, founded: Date, signFrom: number): FirstIssue {
  const number = issuingNumberAt(founded);
  if (number > 1 && citizen.number % EARLIER_EVERY === EARLIER_REST) {
    const issuedAt = earlierDay(citizen, founded);
    const day = dateJst(issuedAt);
    const least = dateJst(new Date(founded.getTime() + EARLIER_LEFT_DAYS * DAY_MS));
    const ends = endsOn(day, citizen, signFrom);
    if (countedBirthday(citizen.birth) <= day && ends.signEnd !== undefined && ends.signEnd >= least)
      return { generation: number - 1, issuedAt, ...ends };
  }
  return { generation: number, issuedAt: founded, ...endsOn(dateJst(founded), citizen, signFrom) };
}

export const registerOf = ({
  name,
  address,
  birth,
  gender,
  nameParts,
  kana,
  municipality,
  nationality,
}: Citizen): Register => ({
  name,
  address,
  birth,
  gender,
  nameParts,
  municipality,
  nationality,
  ...(kana && { kana }),
});
