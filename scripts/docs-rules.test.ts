/** What docs/rules.md and the READMEs show of rules, read by the reader of rules. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { foreignCardNames, parseRule, RULE_TYPES, readRule } from '../simulator/reader/index.ts';

const textOf = (path: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

test('every effect of the table is one, and the table has all', async () => {
  const rows = [...(await textOf('docs/rules.md')).matchAll(/^\| (`[^|]+) \| `(\w+)`(?:, [^|]*)? \|/gm)];
  const types = new Set<string>();
  for (const [, shown, type] of rows) {
    types.add(type!);
    const [first = '', ...more] = [...shown!.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
    // "loses the card before it (during, after) [, back after 500 ms]": words in brackets stand for another one.
    const texts =
      type === 'tear'
        ? [first, `${first}${more.at(-1)}`, ...more.slice(0, -1).map((when) => first.replace('before', when))]
        : [first, ...more];
    for (const text of texts) expect([text, parseRule(`every command ${text}`).type]).toEqual([text, type]);
  }
  expect([...types].sort()).toEqual([...RULE_TYPES].sort());
});

test.each(['docs/rules.md', 'README.md', 'README.ja.md'])('%s: every --rule is one', async (path) => {
  const text = await textOf(path);
  const rules = [...text.matchAll(/--rule (?:"([^"]+)"|'(\{[^']+\})')/g)];
  expect(rules.length).toBeGreaterThan(0);
  for (const [, said, json] of rules)
    expect(() => (said === undefined ? readRule(JSON.parse(json!)) : parseRule(said))).not.toThrow();
});

test('the cards that are named are there', async () => {
  const [, names] = /Cards that can be found: ([^(]+)\(/.exec(await textOf('docs/rules.md'))!;
  expect([...names!.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name).sort()).toEqual(
    [...foreignCardNames].sort(),
  );
});
