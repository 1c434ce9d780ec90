/**
 * Characters as a register has them.
 *
 * Registers write names with 住基統一文字, of which many have no code point of their own: they are told apart by a variation
 * selector, or stand here for themselves in the private use area (a choice of ours; the real codes are not Unicode).
 */

/**
 * Cuts a text into register characters: one code point with its combining marks and variation selectors. Half-width
 * sound marks belong to the kana before them.
 */
export const registerCharacters = (text: string): string[] =>
  text.match(/\p{M}+|.[\p{M}\uff9e\uff9f]*/gsu) ?? [];

/** A register character without its marks and selectors; nothing if it consists of these alone. */
export const bareCharacter = (character: string): string => character.replace(/[\p{M}\uff9e\uff9f]+$/u, '');

/** 異体字 and the 常用平易な文字 in whose place they stand. A small table: those that names here use, and their like. */
const ORDINARY: ReadonlyMap<string, string> = new Map(
  [
    '髙高', // U+9AD9, はしごだか
    '﨑崎', // U+FA11, たつさき
    '𠮷吉', // U+20BB7, つちよし
    '𡈽土', // U+2123D, a dot on the right
    '𣘺橋', // U+2363A
    '𦚰脇', // U+266B0
    '𥔎崎', // U+2550E
    '邉辺',
    '邊辺',
    '齋斎',
    '齊斉',
    '澤沢',
    '濵浜',
    '濱浜',
    '廣広',
    '嶋島',
    '嶌島',
    '栁柳',
    '德徳',
    '惠恵',
    '國国',
    '假仮',
    '樣様',
    '虛虚',
  ].map((pair) => [...pair] as [string, string]),
);

/** The ordinary character (常用平易な文字) for a variant; undefined if the table has none. */
export const ordinaryFor = (character: string): string | undefined => ORDINARY.get(character);

/** Katakana for characters that no ordinary one can stand for. U+E000 on: invented 住基統一文字 without a code point. */
const READINGS: ReadonlyMap<string, string> = new Map([
  ['\ue000', 'ミ'],
  ['\ue001', 'カ'],
  ['\ue002', 'モギ'],
  ['𩸽', 'ホッケ'], // U+29E3D
]);

/** How such a character is read, in katakana; undefined if nobody knows. */
export const readingOf = (character: string): string | undefined => READINGS.get(character);
