/**
 * Words that names are made of: plainly invented ones such as 見本 (sample) and 架空 (fictitious), with their readings.
 *
 * Kinds that make real systems stumble come far more often than in life; the shares stand here, in percent.
 */
import type { Chance } from '../world/index.ts';
import { fullWidth } from './full-width.ts';
import type { NameKana, NameParts } from './name.ts';
import { drawn, type Shares } from './weighted.ts';

/** A word and its reading in katakana. */
export type Word = readonly [text: string, kana: string];

export type Gender = '1' | '2';

const FAMILY = {
  ordinary: [
    ['見本', 'ミホン'],
    ['架空', 'カクウ'],
    ['仮名', 'カナ'],
    ['試験', 'シケン'],
    ['模擬', 'モギ'],
    ['例題', 'レイダイ'],
    ['雛形', 'ヒナガタ'],
    ['凡例', 'ハンレイ'],
    ['空想', 'クウソウ'],
  ],
  oneCharacter: [
    ['例', 'レイ'],
    ['擬', 'ギ'],
    ['仮', 'カリ'],
  ],
  /** 異体字 that a certificate can hold. */
  variant: [
    ['見本邉', 'ミホンベ'],
    ['架空邊', 'カクウベ'],
    ['假名', 'カナ'],
    ['模澤', 'モザワ'],
    ['仮嶋', 'カリシマ'],
  ],
  /** 異体字 that it cannot hold. */
  substituted: [
    ['髙見本', 'タカミホン'],
    ['見本﨑', 'ミホンザキ'],
    ['𠮷架空', 'ヨシカクウ'],
    ['例𣘺', 'レイハシ'],
    ['𡈽仮', 'ツチカリ'],
    ['\ufa19例', 'カミレイ'],
  ],
  /** Glyphs told apart by an ideographic variation selector. */
  selector: [
    ['見本辻\u{e0100}', 'ミホンツジ'],
    ['架空葛\u{e0100}', 'カクウクズ'],
    ['例邉\u{e0102}', 'レイベ'],
  ],
  /** 外字: characters of the register without a code point. */
  gaiji: [
    ['\ue000本', 'ミホン'],
    ['\ue001空', 'カクウ'],
    ['\ue002例', 'モギレイ'],
  ],
  long: [
    ['架空見本例題雛形凡例', 'カクウミホンレイダイヒナガタハンレイ'],
    ['仮名之模擬之空想之試験', 'カナノモギノクウソウノシケン'],
  ],
} as const satisfies Record<string, readonly Word[]>;

const FAMILY_SHARES: Shares<FamilyKind> = [
  ['ordinary', 70],
  ['oneCharacter', 6],
  ['variant', 6],
  ['substituted', 8],
  ['selector', 4],
  ['gaiji', 3],
  ['long', 3],
];

const GIVEN = {
  '1': {
    ordinary: [
      ['一郎', 'イチロウ'],
      ['太郎', 'タロウ'],
      ['次郎', 'ジロウ'],
      ['三郎', 'サブロウ'],
      ['四郎', 'シロウ'],
      ['仮名男', 'カナオ'],
      ['例之助', 'レイノスケ'],
    ],
    oneCharacter: [
      ['健', 'ケン'],
      ['試', 'タメシ'],
    ],
    substituted: [
      ['髙例', 'タカレイ'],
      ['德郎', 'トクロウ'],
    ],
    long: [['見本之助仮名左衛門太郎', 'ミホンノスケカナザエモンタロウ']],
  },
  '2': {
    ordinary: [
      ['花子', 'ハナコ'],
      ['一子', 'イチコ'],
      ['見本子', 'ミホコ'],
      ['例子', 'レイコ'],
      ['仮名女', 'カナメ'],
      ['みすゞ', 'ミスズ'],
      ['サンプル', 'サンプル'],
    ],
    oneCharacter: [
      ['空', 'ソラ'],
      ['架', 'カ'],
    ],
    substituted: [
      ['𠮷乃', 'ヨシノ'],
      ['栁子', 'リュウコ'],
    ],
    long: [['見本仮名架空例題乃花子', 'ミホンカナカクウレイダイノハナコ']],
  },
} as const satisfies Record<Gender, Record<string, readonly Word[]>>;

const GIVEN_SHARES: Shares<GivenKind> = [
  ['ordinary', 82],
  ['oneCharacter', 10],
  ['substituted', 5],
  ['long', 3],
];

export type FamilyKind = keyof typeof FAMILY;
export type GivenKind = keyof (typeof GIVEN)['1'];

const pick = (chance: Chance, words: readonly Word[]): Word => chance.pick(words);

/** A family name, of a kind that is drawn unless told. */
export const familyWord = (chance: Chance, kind: FamilyKind = drawn(chance, FAMILY_SHARES)): Word =>
  pick(chance, FAMILY[kind]);

/** A given name, of a kind that is drawn unless told. */
export const givenWord = (
  chance: Chance,
  gender: Gender,
  kind: GivenKind = drawn(chance, GIVEN_SHARES),
): Word => pick(chance, GIVEN[gender][kind]);

/** A former family name: an ordinary one, and another than the present one. */
export const formerFamilyWord = (chance: Chance, [present]: Word): Word =>
  pick(
    chance,
    FAMILY.ordinary.filter(([text]) => text !== present),
  );

/** A Japanese national's name and its reading. */
export function japaneseName(
  family: Word,
  given: Word,
  former?: Word,
): { readonly nameParts: NameParts; readonly kana: NameKana } {
  const form = (at: 0 | 1): NameKana => ({
    family: family[at],
    given: given[at],
    ...(former && { formerFamily: former[at] }),
  });
  return { nameParts: form(0), kana: form(1) };
}

const LATIN_FAMILY = ['MIHON', 'KAKUU', 'X', "O'MIHON", 'KASETSU', 'SAMPLE-MODEL'] as const;
const LATIN_GIVEN = ['SAMPLE', 'TEST', 'Q', 'TEST SAMPLE', 'ANN-MARIE MODEL', 'JOSÉ'] as const;
const LATIN_LONG = 'SAMPLE MODEL SPECIMEN EXAMPLE FICTITIOUS PLACEHOLDER IMAGINARY HYPOTHETICAL';

/** What is difficult about a foreign resident's name: nothing; an alias (通称); one name only; more letters than fields have. */
export type ForeignKind = 'latin' | 'alias' | 'oneName' | 'longLatin';

const FOREIGN_SHARES: Shares<ForeignKind> = [
  ['latin', 50],
  ['alias', 33],
  ['oneName', 8],
  ['longLatin', 9],
];

/** Latin capitals in full width, as registers write them (assumed); spaces are U+3000. */
export const latin = (text: string): string => fullWidth(text).replaceAll(' ', '\u3000');

/** A foreign resident's name, of a kind that is drawn unless told. */
export function foreignName(
  chance: Chance,
  gender: Gender,
  kind: ForeignKind = drawn(chance, FOREIGN_SHARES),
): NameParts {
  const family = latin(chance.pick(LATIN_FAMILY));
  const given = latin(chance.pick(LATIN_GIVEN));
  switch (kind) {
    case 'latin':
      return { family, given };
    case 'alias': {
      const [aliasFamily] = familyWord(chance, 'ordinary');
      const [aliasGiven] = givenWord(chance, gender, 'ordinary');
      return { family, given, alias: `${aliasFamily}\u3000${aliasGiven}` };
    }
    case 'oneName':
      return { family, given: '' };
    case 'longLatin':
      return { family, given: latin(LATIN_LONG) };
  }
}
