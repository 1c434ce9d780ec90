/**
 * Makes `test-face.json`: the picture on test cards, a drawing that is plainly nobody, with the word TEST below, as
 * JPEG 2000. Run `node simulator/card/profiles/images/make-test-face.ts`; it needs `opj_compress` (Debian: libopenjp2-tools).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blank, drawText } from './bitmap.ts';

const WIDTH = 120;
const HEIGHT = 160;
const inside = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

const label = blank(WIDTH, HEIGHT);
drawText(label, 'TEST', { x: 25, y: 138 }, 3);

function grey(x: number, y: number): number {
  if (label[y]![x]) return 0;
  const eye = inside(x, y, 44, 58, 4, 6) || inside(x, y, 76, 58, 4, 6);
  const mouth = inside(x, y, 60, 82, 22, 16) && !inside(x, y, 60, 76, 24, 15);
  if (eye || mouth) return 20;
  if (inside(x, y, 60, 68, 38, 46)) return 215;
  return inside(x, y, 60, 68, 41, 49) ? 20 : 250;
}

const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
  grey(at % WIDTH, Math.floor(at / WIDTH)),
);
const folder = mkdtempSync(join(tmpdir(), 'test-face-'));
try {
  const [source, target] = [join(folder, 'face.pgm'), join(folder, 'face.jp2')];
  writeFileSync(source, Buffer.concat([Buffer.from(`P5\n${WIDTH} ${HEIGHT}\n255\n`), pixels]));
  execFileSync('opj_compress', ['-i', source, '-o', target, '-r', '12'], { stdio: 'ignore' });
  const face = { note: 'Drawn by make-test-face.ts; nobody.', jp2: readFileSync(target).toString('base64') };
  writeFileSync(join(import.meta.dirname, 'test-face.json'), `${JSON.stringify(face, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
