/**
 * A message and everything that is written inside it in hexadecimal or Base64, two layers deep: the ground that a search for
 * secrets has to cover. Nothing here knows a format; whatever looks like an encoding is decoded at every alignment.
 */

/** How bytes are written. `base64url` where the characters tell the two alphabets apart, else `base64`. */
export type Encoding = 'raw' | 'hex' | 'base64' | 'base64url';

/** One message to search, with a name for people. */
export type Message = { where: string; bytes: Uint8Array };

/** Bytes found in a message: itself, or a decoded run within. */
export type Layer = {
  bytes: Uint8Array;
  /** Where in the message the encoded form of byte `index` stands. */
  offsetOf: (index: number) => number;
  /** The encodings from the outside in, for the bytes `[index, index + length)`; empty for the message itself. */
  encodingsOf: (index: number, length: number) => Encoding[];
};

/** Characters of a run, cleaned of line breaks and escapes, and where each stood. */
type Run = { chars: Uint8Array; places: Uint32Array; padded: boolean };

/** Base64 in JSON in Base64 is what tokens do; a third layer has not been seen and would cost ever more. */
const DEPTH_MAX = 2;

/** Value of each Base64 or base64url character; −1 for the others. */
const SEXTET = new Int8Array(256).fill(-1);
for (const [index, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'].entries()) {
  SEXTET[char.charCodeAt(0)] = index;
}
for (const [char, value] of Object.entries({ '+': 62, '-': 62, '/': 63, _: 63 }))
  SEXTET[char.charCodeAt(0)] = value;

/** Value of each hexadecimal digit; −1 for the others. */
const NIBBLE = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value++) {
  NIBBLE[value.toString(16).charCodeAt(0)] = value;
  NIBBLE[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

const CHAR = {
  tab: 9,
  lf: 10,
  cr: 13,
  space: 32,
  percent: 37,
  slash: 47,
  colon: 58,
  equals: 61,
  backslash: 92,
} as const;

/**
 * The message and its decoded runs.
 *
 * A run of hexadecimal digits may be set apart by colons, blanks and line breaks and is decoded at both alignments. A run of
 * Base64 may be broken over lines, hold the escapes of JSON (`\/`, `\n`, `\u002b`, doubled backslashes too) or of a form body
 * (`%2B`), mix both alphabets, and is decoded at its four alignments.
 *
 * @param bytesMin shorter decoded runs are left out: the length of what is sought
 */
export function layersOf(message: Uint8Array, bytesMin: number): Layer[] {
  const whole: Layer = { bytes: message, offsetOf: (index) => index, encodingsOf: () => [] };
  const all = [whole];
  for (let depth = 0, level = [whole]; depth < DEPTH_MAX; depth++) {
    level = level.flatMap((outer) => innerLayers(outer, bytesMin));
    all.push(...level);
  }
  return all;
}

function innerLayers(outer: Layer, bytesMin: number): Layer[] {
  const hexLayers = runsOf(outer.bytes, NIBBLE, hexGap, bytesMin * 2).flatMap((run) =>
    [0, 1].map((shift) => layer(outer, run, decodeHex(run.chars, shift), (index) => shift + index * 2)),
  );
  const base64Layers = runsOf(outer.bytes, SEXTET, base64Gap, Math.ceil((bytesMin * 8) / 6)).flatMap((run) =>
    [0, 1, 2, 3].map((shift) =>
      layer(outer, run, decodeBase64(run.chars, shift), (index) => shift + Math.floor((index * 8) / 6), true),
    ),
  );
  return [...hexLayers, ...base64Layers].filter(({ bytes }) => bytes.length >= bytesMin);
}

function layer(
  outer: Layer,
  run: Run,
  bytes: Uint8Array,
  charOf: (index: number) => number,
  isBase64 = false,
): Layer {
  const placeOf = (index: number) => run.places[Math.min(charOf(index), run.places.length - 1)] ?? 0;
  return {
    bytes,
    offsetOf: (index) => outer.offsetOf(placeOf(index)),
    encodingsOf: (index, length) => [
      ...outer.encodingsOf(placeOf(index), placeOf(index + length - 1) - placeOf(index) + 1),
      isBase64 ? alphabetOf(run, charOf(index), charOf(index + length)) : 'hex',
    ],
  };
}

/** Which of the two alphabets, by the characters that differ, else by the padding. */
function alphabetOf(run: Run, from: number, to: number): Encoding {
  for (const chars of [run.chars.subarray(from, to + 1), run.chars]) {
    if (chars.includes(0x2b) || chars.includes(CHAR.slash)) return 'base64';
    if (chars.includes(0x2d) || chars.includes(0x5f)) return 'base64url';
  }
  return run.padded || run.chars.length % 4 === 0 ? 'base64' : 'base64url';
}

/** What stands at `at` instead of a character of the run: a gap to jump over, or an escaped character. */
type Gap = { length: number; char?: number };

/** Cuts `bytes` into runs of at least `charsMin` characters of an alphabet. */
function runsOf(
  bytes: Uint8Array,
  alphabet: Int8Array,
  gapAt: (bytes: Uint8Array, at: number) => Gap | undefined,
  charsMin: number,
): Run[] {
  const runs: Run[] = [];
  let chars: number[] = [];
  let places: number[] = [];
  const close = (next: number | undefined) => {
    if (chars.length >= charsMin) {
      runs.push({
        chars: Uint8Array.from(chars),
        places: Uint32Array.from(places),
        padded: next === CHAR.equals,
      });
    }
    if (chars.length > 0) {
      chars = [];
      places = [];
    }
  };
  for (let at = 0; at < bytes.length; ) {
    const char = bytes[at]!;
    if (alphabet[char]! >= 0) {
      chars.push(char);
      places.push(at++);
      continue;
    }
    const gap =
      chars.length > 0 || char === CHAR.backslash || char === CHAR.percent ? gapAt(bytes, at) : undefined;
    if (gap === undefined) {
      close(char);
      at++;
      continue;
    }
    if (gap.char !== undefined && alphabet[gap.char]! >= 0) {
      chars.push(gap.char);
      places.push(at);
    } else if (gap.char !== undefined) {
      close(gap.char);
    }
    at += gap.length;
  }
  close(undefined);
  return runs;
}

function isBlank(char: number | undefined): boolean {
  return char === CHAR.lf || char === CHAR.cr || char === CHAR.space || char === CHAR.tab;
}

/** Line breaks, with what indents the next line. */
function base64Gap(bytes: Uint8Array, at: number): Gap | undefined {
  const char = bytes[at];
  if (char === CHAR.lf || char === CHAR.cr) {
    let length = 1;
    while (isBlank(bytes[at + length])) length++;
    return { length };
  }
  return escapeAt(bytes, at);
}

function hexGap(bytes: Uint8Array, at: number): Gap | undefined {
  const char = bytes[at];
  if (isBlank(char) || char === CHAR.colon) return { length: 1 };
  return escapeAt(bytes, at);
}

/** Escapes of JSON, with any number of backslashes (JSON in JSON), and of a form body. */
function escapeAt(bytes: Uint8Array, at: number): Gap | undefined {
  const codeAt = (start: number, digits: number): number | undefined => {
    const text = Buffer.from(bytes.subarray(start, start + digits)).toString('latin1');
    return text.length === digits && /^[0-9a-fA-F]+$/.test(text) ? Number.parseInt(text, 16) : undefined;
  };
  if (bytes[at] === CHAR.percent) {
    const char = codeAt(at + 1, 2);
    return char === undefined ? undefined : { length: 3, char };
  }
  if (bytes[at] !== CHAR.backslash) return undefined;
  let end = at;
  while (bytes[end] === CHAR.backslash) end++;
  const letter = bytes[end];
  if (letter === CHAR.slash) return { length: end - at + 1, char: CHAR.slash };
  if (letter === 0x6e || letter === 0x72 || letter === 0x74) return { length: end - at + 1 };
  if (letter === CHAR.lf || letter === CHAR.cr) return { length: end - at + 1 };
  if (letter !== 0x75) return undefined;
  const char = codeAt(end + 1, 4);
  return char === undefined || char > 0x7f ? undefined : { length: end - at + 5, char };
}

function decodeHex(chars: Uint8Array, shift: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, (chars.length - shift) >> 1));
  for (let index = 0, at = shift; index < bytes.length; index++, at += 2) {
    bytes[index] = (NIBBLE[chars[at]!]! << 4) | NIBBLE[chars[at + 1]!]!;
  }
  return bytes;
}

function decodeBase64(chars: Uint8Array, shift: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.floor(((chars.length - shift) * 6) / 8)));
  let held = 0;
  let bitsHeld = 0;
  let index = 0;
  for (let at = shift; at < chars.length && index < bytes.length; at++) {
    held = ((held << 6) | SEXTET[chars[at]!]!) & 0xffff;
    bitsHeld += 6;
    if (bitsHeld >= 8) {
      bitsHeld -= 8;
      bytes[index++] = held >> bitsHeld;
    }
  }
  return bytes;
}
