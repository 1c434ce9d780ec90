/** The table of files on the porting page of the card is that of the virtual card. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cardFilesTable } from './card-files-table.ts';

test.each([
  ['en', 'docs/porting/card.md'],
  ['ja', 'docs/porting/card.ja.md'],
] as const)('%s: %s has the files as the card has them', async (language, page) => {
  const content = await readFile(fileURLToPath(new URL(`../${page}`, import.meta.url)), 'utf8');
  expect(content).toContain(cardFilesTable(language));
});
