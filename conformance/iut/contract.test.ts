import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contractSchema, IUT_CALLS, RIG_CALLS } from './contract.ts';

const stored = JSON.parse(readFileSync(new URL('contract.schema.json', import.meta.url), 'utf8')) as unknown;
const page = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8');

test('contract.schema.json is what the contract gives: node scripts/make-contract-schema.ts', () => {
  expect(JSON.stringify(stored) === JSON.stringify(contractSchema())).toBe(true);
});

test('every message of the contract forbids unknown fields', () => {
  const open: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, additionalProperties } = value as { type?: unknown; additionalProperties?: unknown };
    if (type === 'object' && additionalProperties !== false) open.push(path);
    for (const [key, item] of Object.entries(value)) walk(item, `${path}/${key}`);
  };
  walk(stored, '');
  expect(open).toEqual([]);
});

test('docs/contract.md tells of every method', () => {
  for (const method of [...Object.keys(RIG_CALLS), ...Object.keys(IUT_CALLS)])
    expect(page).toContain(`\`${method}\``);
});
