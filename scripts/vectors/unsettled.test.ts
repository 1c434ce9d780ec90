/** What the vectors assume stands in docs/assumptions.md: each that is flagged Unsettled by its name, and no other. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { certificateVectors, consentVectors, crlVectors, ocspVectors } from './judges/stated.ts';

const page = readFileSync(new URL('../../docs/assumptions.md', import.meta.url), 'utf8');

test('docs/assumptions.md names every vector that is flagged Unsettled', () => {
  const section = /\n## Vectors[^\n]*\n([\s\S]*?)(?=\n## |$)/.exec(page)?.[1] ?? '';
  const named = [...section.matchAll(/`((?:x509|crl|ocsp|consent)\/[a-z0-9-]+ [a-z0-9-]+)`/g)].map(
    ([, name]) => name,
  );
  const all = [...certificateVectors(), ...crlVectors(), ...ocspVectors(), ...consentVectors()];
  const flagged = all.filter(({ test }) => test.flags.includes('Unsettled')).map(({ name }) => name);
  expect(flagged.length).toBeGreaterThan(10);
  expect(named.sort()).toEqual(flagged.sort());
});
