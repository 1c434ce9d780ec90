/** The Python program of vectors/README.md, with the standard library alone, reads every vector and says what it found. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { needs } from '../../simulator/world/index.ts';
import { certificateVectors, consentVectors, crlVectors, ocspVectors } from './judges/stated.ts';

const python = needs('python3', 'python3');
const root = fileURLToPath(new URL('../../vectors/', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fpos-hil-vectors-'));
  const program = /```python\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))![1]!;
  writeFileSync(join(folder, 'reader.py'), program);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(python === undefined)('counts what the files hold', () => {
  // -I: neither the environment nor the folders of the user lend it anything.
  const printed = execFileSync(python!, ['-I', join(folder, 'reader.py'), root], { encoding: 'utf8' });
  const counts = new Map<string, number>();
  const all = [...certificateVectors(), ...crlVectors(), ...ocspVectors(), ...consentVectors()];
  for (const { name, test } of all) {
    const key = `${name.split('/')[0]} ${test.result}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const lines = [...counts].map(([key, count]) => `${key} ${count}`).sort();
  expect(lines.length).toBeGreaterThan(8);
  expect(
    printed
      .trim()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' ')),
  ).toEqual(lines);
});

test.skipIf(python === undefined).each([
  ['a test lost', (text: string) => text.replace(/"numberOfTests": \d+/, '"numberOfTests": 1')],
  [
    'a flag without a note',
    (text: string) =>
      text.replaceAll('"Ordinary"', '"Extraordinary"').replace('"Extraordinary": {', '"Ordinary": {'),
  ],
  ['bytes that are no Base64', (text: string) => text.replace('"cms": "MII', '"cms": "MI*I')],
])('notices %s', (_name, damage) => {
  cpSync(root, join(folder, 'vectors'), { recursive: true });
  const file = join(folder, 'vectors', 'consent', 'messages.json');
  const text = readFileSync(file, 'utf8');
  expect(damage(text)).not.toBe(text);
  writeFileSync(file, damage(text));
  expect(spawnSync(python!, ['-I', join(folder, 'reader.py'), join(folder, 'vectors')]).status).toBe(1);
});
