/** A verdict has one word in Japanese: that of the glossary, on the screen and in the report. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { VERDICT_WORDS } from '../../../reports/html/words.ts';
import { RUN_WORDS } from './run.ts';

const VERDICTS = ['pass', 'fail', 'inconc', 'error', 'notApplicable'] as const;

test('glossary, screen and report agree', () => {
  const glossary = readFileSync(fileURLToPath(new URL('../../../GLOSSARY.md', import.meta.url)), 'utf8');
  const [, words] = /^\| ([^|]+) \| pass \/ fail \/ inconclusive \/ error \/ not applicable \|/m.exec(
    glossary,
  )!;
  expect(VERDICTS.map((verdict) => RUN_WORDS.ja.verdicts[verdict])).toEqual(words!.split(' / '));
  for (const verdict of [...VERDICTS, 'none'] as const)
    expect(VERDICT_WORDS[verdict].ja).toBe(RUN_WORDS.ja.verdicts[verdict]);
});
