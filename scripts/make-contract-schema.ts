/**
 * Makes conformance/iut/contract.schema.json, the IUT contract for readers who do not read TypeScript.
 *
 *     node scripts/make-contract-schema.ts           writes the file
 *     node scripts/make-contract-schema.ts --check   fails when the file is not what the contract gives
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { contractSchema } from '../conformance/iut/contract.ts';

const file = new URL('../conformance/iut/contract.schema.json', import.meta.url);
const LINE_WIDTH = 110; // as biome.json has it: the formatter leaves the file alone

/** JSON with short lists on one line. `before` is what stands on the line already. */
function print(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    const isFlat = value.every((item) => typeof item !== 'object');
    if (isFlat && before + line.length + 1 <= LINE_WIDTH) return line;
    return `[\n${value.map((item) => inner + print(item, inner, inner.length)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + print(item, inner, start.length);
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

const made = `${print(contractSchema(), '', 0)}\n`;

if (!process.argv.includes('--check')) writeFileSync(file, made);
else if (readFileSync(file, 'utf8') !== made) {
  console.error('contract.schema.json is stale; run node scripts/make-contract-schema.ts');
  process.exitCode = 1;
}
