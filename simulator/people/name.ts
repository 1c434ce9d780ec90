/** The name of a person: its parts, and the one form in which register, card and certificate write it. */

/** Parts of a name as a register has them, full width. */
export interface NameParts {
  /** 氏; of a foreign resident the name up to the first space. */
  readonly family: string;
  /** 名; may hold spaces, or be empty where a foreign resident has one name only. */
  readonly given: string;
  /** 旧氏, recorded at the person's wish. */
  readonly formerFamily?: string;
  /** 通称 of a foreign resident. */
  readonly alias?: string;
}

/** 振り仮名 of a Japanese national's name and former family name, katakana. */
export interface NameKana {
  readonly family: string;
  readonly given: string;
  readonly formerFamily?: string;
}

/** `山田［佐藤］　花子`. That a former name stands so is assumed; that it is part of the name item is public. */
const withFormer = ({ family, given, formerFamily }: NameParts | NameKana): string =>
  `${family}${formerFamily === undefined ? '' : `［${formerFamily}］`}${given === '' ? '' : `\u3000${given}`}`;

/**
 * 氏名: family and given name with U+3000 between them. An alias follows as `ＪＯＨＮ　ＳＭＩＴＨ（見本　太郎）` (assumed;
 * that it is recorded beside the name is public).
 */
export const composeName = (parts: NameParts): string =>
  `${withFormer(parts)}${parts.alias === undefined ? '' : `（${parts.alias}）`}`;

/** The reading, in the form of the name. */
export const composeKana = (kana: NameKana): string => withFormer(kana);
