/** Numbers and lists that the READMEs state of the repository. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { NULLS } from '../conformance/mutants/index.ts';
import { RUN_WORDS } from './cli/words/run.ts';
import { LISTS } from './run/listing.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const textOf = (path: string): Promise<string> => readFile(`${ROOT}/${path}`, 'utf8');

/** Vectors in the files that the pattern names; each file states how many it has, and its own test holds it to that. */
async function vectorsIn(pattern: string): Promise<number> {
  const files = globSync(pattern, { cwd: ROOT });
  expect(files.length).toBeGreaterThan(0);
  const counts = await Promise.all(
    files.map(
      async (file) => (JSON.parse(await textOf(file)) as { numberOfTests?: number }).numberOfTests ?? 0,
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const WORDS_OF_EIGHT = { 'README.md': 'eight', 'README.ja.md': '八つ' } as const;

describe.each(['README.md', 'README.ja.md'] as const)('%s', (path) => {
  const stated = async (pattern: RegExp): Promise<string> => pattern.exec(await textOf(path))![1]!;

  test('how many vectors and transcripts there are', async () => {
    expect(Number(await stated(/(\d+)(?: |件の)\[(?:vectors|ベクトル)\]/))).toBe(
      await vectorsIn('vectors/{x509,crl,ocsp,consent}/*.json'),
    );
    expect(Number(await stated(/(\d+)(?: |件の)\[(?:transcripts|やり取り)\]/))).toBe(
      await vectorsIn('vectors/apdu/*.json'),
    );
  });

  test('how many implementations do nothing', async () => {
    expect(NULLS).toHaveLength(8);
    expect(await textOf(path)).toContain(WORDS_OF_EIGHT[path]);
  });

  test('every list of `list`', async () => {
    const named = (await stated(/`npx fpos-hil (list cases`[^|]*)\|/)).match(/[a-z]+/g)!;
    expect(named.slice(1)).toEqual(Object.keys(LISTS));
  });
});

test.each(['en', 'ja'] as const)('the help of `list` names every list (%s)', (language) => {
  expect(RUN_WORDS[language].list.what.match(/[a-z]+/g)!.filter((word) => word !== 'or')).toEqual(
    Object.keys(LISTS),
  );
});
