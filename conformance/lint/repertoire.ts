/**
 * The characters of JIS X 0208 and JIS X 0212, which are all that a signing certificate may hold (municipal explanations of
 * 代替文字). Taken from the EUC-JP decoder of the platform (WHATWG Encoding, indexes jis0208 and jis0212), without the rows that
 * are vendors' additions and in no standard.
 */

/** Rows of JIS X 0208: 1–8 and 16–84. Of JIS X 0212: 2, 6, 7, 9–11, 16–77. */
const isRow0208 = (row: number): boolean => row <= 8 || (row >= 16 && row <= 84);
const isRow0212 = (row: number): boolean => [2, 6, 7, 9, 10, 11].includes(row) || (row >= 16 && row <= 77);

const CELLS = 94;
const REPLACEMENT = '\ufffd';

function readRows(lead: readonly number[], isRow: (row: number) => boolean): string[] {
  const decoder = new TextDecoder('euc-jp');
  return Array.from(
    { length: CELLS * CELLS },
    (_, i) => [Math.floor(i / CELLS) + 1, (i % CELLS) + 1] as const,
  )
    .filter(([row]) => isRow(row))
    .map(([row, cell]) => decoder.decode(Uint8Array.from([...lead, 0xa0 + row, 0xa0 + cell])))
    .filter((text) => [...text].length === 1 && text !== REPLACEMENT);
}

let known: ReadonlySet<string> | undefined;

/** May this character stand in a signing certificate? */
export function isCertificateCharacter(character: string): boolean {
  known ??= new Set([...readRows([], isRow0208), ...readRows([0x8f], isRow0212)]);
  return known.has(character);
}

/** The first character of a text that may not, or undefined. */
export const foreignCharacterIn = (text: string): string | undefined =>
  [...text].find((character) => !isCertificateCharacter(character));
