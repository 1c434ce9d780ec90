import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beginStory, SCENARIOS } from './index.ts';

test.for(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))(
  '%s',
  async ([, { play, at, policy }]) => {
    const story = await beginStory({ at: at === undefined ? undefined : new Date(at), policy });
    await play(story);
    expect(story.lines.filter(({ claim }) => claim).length).toBeGreaterThan(0);
    expect(story.lines.every(({ en, ja }) => en !== '' && ja !== '')).toBe(true);
  },
);

test('a claim that does not hold ends the story', async () => {
  const story = await beginStory();
  expect(() => story.sees('the moon is made of cheese', '月はチーズである', false)).toThrow('not so');
});

test('docs/scenarios.md has every story', () => {
  const page = readFileSync('docs/scenarios.md', 'utf8');
  for (const { id, says, saysJa } of SCENARIOS)
    for (const text of [`\`${id}\``, says, saysJa]) expect(page).toContain(text);
});
