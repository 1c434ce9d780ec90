/** Black-and-white pictures of digits and the word TEST, and their PNG form (W3C PNG, third edition: greyscale, one bit). */
import { crc32, deflateSync } from 'node:zlib';
import { concat, uintBytes, utf8Encode } from '../../../apdu/index.ts';

/** Pixels by row; true is black. */
export type Bitmap = boolean[][];

const GLYPH_WIDTH = 5;
const GLYPH_HEIGHT = 7;

// Five by seven, rows from the top, one bit per pixel.
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [0x0e, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0e],
  '1': [0x04, 0x0c, 0x04, 0x04, 0x04, 0x04, 0x0e],
  '2': [0x0e, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1f],
  '3': [0x1f, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0e],
  '4': [0x02, 0x06, 0x0a, 0x12, 0x1f, 0x02, 0x02],
  '5': [0x1f, 0x10, 0x1e, 0x01, 0x01, 0x11, 0x0e],
  '6': [0x06, 0x08, 0x10, 0x1e, 0x11, 0x11, 0x0e],
  '7': [0x1f, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08],
  '8': [0x0e, 0x11, 0x11, 0x0e, 0x11, 0x11, 0x0e],
  '9': [0x0e, 0x11, 0x11, 0x0f, 0x01, 0x02, 0x0c],
  T: [0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04],
  E: [0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f],
  S: [0x0f, 0x10, 0x10, 0x0e, 0x01, 0x01, 0x1e],
};

/** White, `width` by `height`. */
export const blank = (width: number, height: number): Bitmap =>
  Array.from({ length: height }, () => new Array<boolean>(width).fill(false));

/** Draws text, each glyph pixel a square of `scale`; what lies outside is lost. */
export function drawText(bitmap: Bitmap, text: string, at: { x: number; y: number }, scale = 1): void {
  [...text].forEach((character, n) => {
    const left = at.x + n * (GLYPH_WIDTH + 1) * scale;
    for (let y = 0; y < GLYPH_HEIGHT * scale; y++) {
      const row = GLYPHS[character]?.[Math.floor(y / scale)] ?? 0;
      for (let x = 0; x < GLYPH_WIDTH * scale; x++) {
        const black = (row >> (GLYPH_WIDTH - 1 - Math.floor(x / scale))) & 1;
        const pixels = bitmap[at.y + y];
        if (black && pixels && left + x < pixels.length) pixels[left + x] = true;
      }
    }
  });
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const content = concat(utf8Encode(type), data);
  return concat(uintBytes(data.length, 4), content, uintBytes(crc32(content), 4));
}

function scanline(row: readonly boolean[]): Uint8Array {
  const line = new Uint8Array(1 + Math.ceil(row.length / 8)).fill(0xff, 1); // filter type 0, white
  row.forEach((black, x) => {
    if (black) line[1 + (x >> 3)]! &= ~(0x80 >> (x & 7));
  });
  return line;
}

/** The PNG file. */
export function png(bitmap: Bitmap): Uint8Array {
  const size = concat(uintBytes(bitmap[0]?.length ?? 0, 4), uintBytes(bitmap.length, 4));
  return concat(
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', concat(size, Uint8Array.of(1, 0, 0, 0, 0))),
    chunk('IDAT', Uint8Array.from(deflateSync(concat(...bitmap.map(scanline))))),
    chunk('IEND', new Uint8Array(0)),
  );
}

/** Digits as on the face of a card: 6 pixels each, 12 high. */
export function digitsImage(digits: string): Uint8Array {
  const bitmap = blank(6 * digits.length, 12);
  drawText(bitmap, digits, { x: 0, y: 2 });
  return png(bitmap);
}

/** A field of the face: the word TEST all over it, in the place of Japanese text. */
export function testImage(width: number, height: number): Uint8Array {
  const bitmap = blank(width, height);
  const scale = Math.max(1, Math.floor(height / 12));
  for (let x = 0; x < width; x += 30 * scale) drawText(bitmap, 'TEST', { x, y: 2 * scale }, scale);
  return png(bitmap);
}
