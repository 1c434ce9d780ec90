/**
 * Makes the vectors: files of certificates, lists, OCSP answers and consent messages, good ones and ones with one
 * defect, and dialogues with the card.
 *
 *     node scripts/make-vectors.ts           writes vectors/
 *     node scripts/make-vectors.ts --check   makes them again and fails on any difference
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vectorFiles } from './vectors/files.ts';

const root = new URL('../vectors/', import.meta.url);
const files = Object.entries(vectorFiles());

if (process.argv.includes('--check')) {
  const stale = files
    .filter(([path, text]) => {
      const file = new URL(path, root);
      return !existsSync(file) || readFileSync(file, 'utf8') !== text;
    })
    .map(([path]) => path);
  if (stale.length > 0) {
    console.error(
      `vectors/ is stale: ${stale.join(', ')}; run node scripts/make-vectors.ts and look at what changed`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of files) {
    const file = fileURLToPath(new URL(path, root));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
