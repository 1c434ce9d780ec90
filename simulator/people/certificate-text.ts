/**
 * What a signing certificate holds of a register's text.
 *
 * A character outside JIS X 0208 and X 0212 is replaced by an ordinary one (代替文字), by kana if none fits; a flag for each
 * character of the result tells whether it is what the register says. The register itself is not changed. Source: municipal
 * explanations; the pairs, and 〓 where nothing is known, are assumed.
 */
import { fullWidth } from './full-width.ts';
import { bareCharacter, ordinaryFor, readingOf, registerCharacters } from './register-characters.ts';
import { isCertificateCharacter } from './repertoire.ts';

export interface CertificateText {
  /** Characters of JIS X 0208 and X 0212 only. */
  readonly text: string;
  /** One digit for each character of `text`, spaces too: `1` a substitute, `0` as in the register. */
  readonly flags: string;
}

/** Stands where neither a substitute nor a reading is known. */
const UNKNOWN = '〓';

/** One character of JIS X 0208 that has two code points: the other one, and the one that certificates here use. */
const SAME: ReadonlyMap<string, string> = new Map([
  [' ', '\u3000'],
  ['\u00a0', '\u3000'],
  ['\u2212', '\uff0d'], // minus
  ['\u2014', '\u2015'], // dash
  ['\u2016', '\u2225'], // double line
  ['\u301c', '\uff5e'], // wave dash
  ['\u00a2', '\uffe0'],
  ['\u00a3', '\uffe1'],
  ['\u00ac', '\uffe2'],
  ['\uff07', '\u2019'], // apostrophe
  ['\uff02', '\u201d'], // quotation mark
]);

const fits = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && [...text].every(isCertificateCharacter);

/** The same character in the code point and width of certificates; undefined if they cannot hold it. */
function unchanged(character: string): string | undefined {
  const wide = fullWidth(character);
  const forms = [
    SAME.get(wide) ?? wide,
    // Composing a base and its mark changes nothing; composing a lone character would replace compatibility ideographs.
    ...([...character].length > 1 ? [character.normalize('NFC')] : []),
    ...(/^[\uff61-\uff9f]+$/.test(character) ? [character.normalize('NFKC')] : []), // half-width katakana
  ];
  return forms.find((form) => [...form].length === 1 && fits(form));
}

/** What stands in its place. */
function substituteFor(character: string): string {
  const bare = bareCharacter(character);
  const plain = (text: string): string => [...fullWidth(text)].map((one) => SAME.get(one) ?? one).join('');
  const forms = [bare, ordinaryFor(bare), plain(bare.normalize('NFKC')), readingOf(bare)];
  return forms.find(fits) ?? UNKNOWN;
}

/** The text that a certificate may hold, and which of its characters are substitutes. Works on any string. */
export function certificateText(registerText: string): CertificateText {
  // Joined at the end: a text that grows by `+=` is kept as a chain of its pieces, ten times as large.
  const text: string[] = [];
  const flags: string[] = [];
  for (const character of registerCharacters(registerText)) {
    const same = unchanged(character);
    const put = same ?? substituteFor(character);
    text.push(put);
    flags.push((same === undefined ? '1' : '0').repeat([...put].length));
  }
  return { text: text.join(''), flags: flags.join('') };
}
