/**
 * The first twenty citizens of every seed: each shows one difficulty, so that a tester finds it by its number. The first
 * three are ordinary people in an ordinary house. From the 21st on everything is drawn.
 */
import type { AddressKind } from './address.ts';
import type { BirthKind } from './birthday.ts';
import type { FamilyKind, ForeignKind, GivenKind } from './invented-names.ts';

/** A foreign resident with a name of this kind, drawn if it is not told, and with a period of stay or without one. */
export interface Foreign {
  readonly name?: ForeignKind;
  readonly period: boolean;
}

/** What is told about a citizen; the rest is drawn. */
export interface Kinds {
  /** The person's own family name; not told: the household's, or now and then another. */
  readonly family?: FamilyKind;
  readonly householdFamily?: FamilyKind;
  readonly given?: GivenKind;
  readonly birth?: BirthKind;
  readonly foreign?: Foreign | false;
  readonly former?: boolean;
  /** Of the household: told for its head. */
  readonly address?: AddressKind;
}

const SHOWN: Readonly<Record<number, Kinds>> = {
  4: { family: 'substituted', address: 'rare' },
  5: { family: 'oneCharacter', given: 'oneCharacter' },
  6: { foreign: { name: 'alias', period: true } },
  7: { former: true, address: 'long' },
  8: { family: 'selector' },
  9: { family: 'gaiji' },
  11: { given: 'substituted', address: 'numeral' },
  12: { foreign: { name: 'longLatin', period: false }, address: 'building' },
  13: { family: 'long', given: 'long' },
  14: { birth: 'leapDay' },
  15: { birth: 'era' },
  16: { birth: 'unknown' },
  17: { family: 'variant' },
  18: { foreign: { name: 'oneName', period: true } },
};

const LAST = 20;

const PLAIN: Kinds = {
  householdFamily: 'ordinary',
  given: 'ordinary',
  birth: 'plain',
  foreign: false,
  former: false,
  address: 'house',
};

/** What is told about the n-th citizen: nothing beyond the twentieth. */
export const shown = (number: number): Kinds => (number > LAST ? {} : { ...PLAIN, ...SHOWN[number] });
