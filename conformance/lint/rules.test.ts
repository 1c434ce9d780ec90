/** The rules are registered, told apart, and say where they come from. That each one bites is shown by the vectors. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from './index.ts';

const FOLDERS = ['certificate', 'jpki', 'fpos', 'crl', 'ocsp', 'consent'] as const;
const files = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(`rules/${folder}`, import.meta.url))
    .filter((file) => file !== 'index.ts')
    .map((file) => `${folder}/${file.replace(/\.ts$/, '')}`),
);

test('each file is one rule of its name, and each is registered once', () => {
  expect(RULES.map(({ id }) => id).toSorted()).toEqual([...files, 'readable'].toSorted());
});

test('each rule is a sentence with a source, and applies to something', () => {
  for (const { id, says, source, appliesTo } of RULES) {
    expect([id, says]).toEqual([id, expect.stringMatching(/^[A-Z].{15,}\.$/)]);
    expect([id, source.cites]).toEqual([id, expect.stringMatching(/.{8}/)]);
    if (id !== 'readable') expect([id, appliesTo.length]).not.toEqual([id, 0]);
  }
});

test('no two rules say the same of the same things', () => {
  const sentences = RULES.map(({ says, appliesTo }) => `${says} ${appliesTo.join()}`);
  expect(new Set(sentences).size).toBe(sentences.length);
});
