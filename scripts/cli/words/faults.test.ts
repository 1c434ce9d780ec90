/** Each Japanese sentence stands for one that is made somewhere, and has every value of it. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOUND, inJapanese, MEND } from './faults.ts';
import { CURES, REFUSALS, refusalInJapanese } from './refusals.ts';

const made = globSync('{conformance/{iut,runner,verdict},simulator/{card,reader,society}}/**/*.ts', {
  exclude: (path) => path.endsWith('.test.ts'),
});
const sources = [...made, ...globSync('scripts/run/*.ts')]
  .map((path) => readFileSync(path, 'utf8').replace(/\\'/g, "'"))
  .join('\n');

const all = [...FOUND, ...MEND, ...Object.values(REFUSALS).flat(), ...CURES];

test.for(all)('%s', ([en, ja]) => {
  const holes = en.split('{}').length - 1;
  for (let n = 1; n <= holes; n++) expect(ja).toContain(`{${n}}`);
  expect(ja).not.toContain(`{${holes + 1}}`);
  expect(ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
  // A sentence of a table may be put together: its longest piece is what must be made somewhere.
  const piece = en
    .split('{}')
    .map((part) => part.replace(/^[\s:(]+|[\s:()]+$/g, ''))
    .toSorted((a, b) => b.length - a.length)[0]!;
  expect(sources).toContain(piece);
});

describe('in Japanese', () => {
  test('values stay as they are', () => {
    expect(inJapanese('found', 'nobody answers at http://127.0.0.1:9/ (ECONNREFUSED)')).toBe(
      'http://127.0.0.1:9/ で誰も応答しません（ECONNREFUSED）',
    );
  });

  test('a refusal is told by its code, with its reason', () => {
    expect(
      refusalInJapanese('ERR_OUT', 'cannot write to "/proc/x": it cannot be made there', 'run it again'),
    ).toEqual({
      message: '"/proc/x" に書き込めません: そこには作れません',
      hint: 'もう一度実行してください',
    });
    expect(refusalInJapanese('ERR_ELSE', 'there is no role x', undefined)).toEqual({
      message: 'there is no role x',
      hint: undefined,
    });
  });

  test('what is no file is named, and not a piece of the English sentence', () => {
    expect(inJapanese('found', '/tmp: this is no file that can be read (EISDIR)')).toBe(
      '/tmp: 読めるファイルではありません（EISDIR）',
    );
  });

  test('what nobody foresaw stays in the words of whoever said it', () => {
    expect(inJapanese('found', 'the moon is made of cheese')).toBe('the moon is made of cheese');
  });
});
