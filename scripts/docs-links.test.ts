/** Every link between documents of the repository leads somewhere. Those of the package: scripts/run/package.test.ts. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { anchorsOf, deadLinks, deadNames } from './testing/links.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{*,{docs,simulator,conformance,reports,scripts,vectors,testing}/**/*}.md', {
  cwd: ROOT,
});

test('every link and anchor of every document has its target', () => {
  const { looked, dead } = deadLinks(ROOT, files);
  expect(dead).toEqual([]);
  expect(looked).toBeGreaterThan(80);
});

test('every document that the code names is there', () => {
  const { looked, dead } = deadNames(ROOT, '{simulator,conformance,reports,scripts}/**/*.{ts,json,py,java}');
  expect(dead).toEqual([]);
  expect(looked).toBeGreaterThan(10);
});

test('headings become anchors as readers make them', () => {
  expect([...anchorsOf('# A `card`, and [its](x.md) reader\n## 日本語\n## Twice\n## Twice\n')]).toEqual([
    'a-card-and-its-reader',
    '日本語',
    'twice',
    'twice-1',
  ]);
});
