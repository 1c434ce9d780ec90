/**
 * The characters that a signing certificate can hold: JIS X 0208 and JIS X 0212.
 *
 * Source: municipal explanations of 代替文字 (levels 1 and 2, and the supplementary kanji). Which characters these are is
 * taken from the runtime's EUC-JP decoder (WHATWG Encoding), which knows both sets, less the vendors' rows it adds.
 */

const FIRST = 0xa1;
const LAST = 0xfe;
const SINGLE_SHIFT_3 = 0x8f;

// Rows of NEC and IBM that the decoder knows and the standards do not have.
const VENDOR_ROWS_0208: readonly number[] = [13, 89, 90, 91, 92];
const VENDOR_ROWS_0212: readonly number[] = [83, 84];

/** Every character of one of the two sets, cell by cell. */
function decoded(prefix: readonly number[], vendorRows: readonly number[]): string[] {
  const decoder = new TextDecoder('euc-jp');
  const characters: string[] = [];
  for (let row = FIRST; row <= LAST; row++) {
    if (vendorRows.includes(row - FIRST + 1)) continue;
    for (let cell = FIRST; cell <= LAST; cell++) {
      const character = decoder.decode(Uint8Array.of(...prefix, row, cell));
      if (!character.includes('\ufffd')) characters.push(character);
    }
  }
  return characters;
}

/** The 6,879 characters of JIS X 0208. */
export const jisX0208 = (): string[] => decoded([], VENDOR_ROWS_0208);

/** The 6,067 characters of JIS X 0212, 補助漢字. */
export const jisX0212 = (): string[] => decoded([SINGLE_SHIFT_3], VENDOR_ROWS_0212);

let repertoire: ReadonlySet<string> | undefined;

/** May a certificate hold this character (one code point)? The sets are decoded at the first question. */
export function isCertificateCharacter(character: string): boolean {
  repertoire ??= new Set([...jisX0208(), ...jisX0212()]);
  return repertoire.has(character);
}
