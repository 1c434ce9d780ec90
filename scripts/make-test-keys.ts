/**
 * Makes simulator/world/test-keys.json: 64 RSA-2048 keys from a fixed seed.
 *
 *     node scripts/make-test-keys.ts           writes the file
 *     node scripts/make-test-keys.ts --check   makes the first three keys again and fails on any difference
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { drawRsaPrivateKey, type RandomBytes } from '../simulator/world/rsa-key.ts';

const file = new URL('../simulator/world/test-keys.json', import.meta.url);
const note = 'TEST KEYS - worthless, public, never use';
const keyCount = 64;
const checkedCount = 3;

/** SHA-256(seed ‖ counter), counter as four bytes from 0, one block after the other. */
function counterStream(seed: string): RandomBytes {
  let counter = 0;
  let rest = Buffer.alloc(0);
  return (n) => {
    while (rest.length < n) {
      const count = Buffer.alloc(4);
      count.writeUInt32BE(counter++);
      rest = Buffer.concat([rest, createHash('sha256').update(seed).update(count).digest()]);
    }
    const bytes = rest.subarray(0, n);
    rest = rest.subarray(n);
    return bytes;
  };
}

/** Each key has a stream of its own, so that the first three can be checked without making all. */
const makeKey = (i: number): string =>
  drawRsaPrivateKey(counterStream(`fpos-hil TEST key ${i}`))
    .export({ type: 'pkcs8', format: 'der' })
    .toString('base64');

if (process.argv.includes('--check')) {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { note: string; keys: string[] };
  const differing = Array.from({ length: checkedCount }, (_, i) => i).filter(
    (i) => makeKey(i) !== stored.keys[i],
  );
  if (stored.note !== note || stored.keys.length !== keyCount || differing.length > 0) {
    console.error(
      `test-keys.json differs from what this script makes (keys ${differing.join(', ')}); run it anew`,
    );
    process.exitCode = 1;
  }
} else {
  const keys = Array.from({ length: keyCount }, (_, i) => makeKey(i));
  writeFileSync(file, `${JSON.stringify({ note, keys }, null, 2)}\n`);
}
