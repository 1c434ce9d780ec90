/** The table of adversaries in README.md names nothing that is not there, and every attack here is used by a case. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CASES } from '../cases/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

const rows = read('conformance/attacks/README.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| adversary'))
  .map((line) => {
    const [, adversary = '', where = ''] = line.split('|').map((cell) => cell.trim());
    return { adversary, where };
  });

const LIVES = 'simulator/society/ca-lives.test.ts';
const ATTACKERS = 'simulator/society/testing/attackers.ts';

test('the table has rows', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(new Set(rows.map(({ adversary }) => adversary)).size).toBe(rows.length);
});

test.for(rows)('$adversary', ({ where }) => {
  const known = new Set<string>(CASES.map(({ id }) => id));
  const cases = where.match(/TC-[A-Z]+-\d+/g) ?? [];
  expect(cases.filter((id) => !known.has(id))).toEqual([]);
  const quoted = [...where.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
  const paths = quoted.filter((text) => text.includes('/'));
  expect(paths.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
  // Steps of the lives, and roles.
  const steps = read(LIVES) + read(ATTACKERS);
  const names = quoted.filter((text) => !text.includes('/') && !['relying-party', 'library'].includes(text));
  expect(names.filter((name) => !steps.includes(`'${name}'`) && !steps.includes(` ${name}(`))).toEqual([]);
  // A place, or in words why there is none.
  expect(cases.length + quoted.length > 0 || where.includes(':')).toBe(true);
});

test('each attack of this folder is used by a case', () => {
  const own = readdirSync(`${root}conformance/attacks`).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const exported = own.flatMap((file) =>
    [...read(`conformance/attacks/${file}`).matchAll(/^export (?:const|function) (\w+)/gm)].map(
      ([, name]) => name!,
    ),
  );
  const cases = readdirSync(`${root}conformance/cases`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`conformance/cases/${file}`))
    .join('\n');
  expect(exported.length).toBeGreaterThan(5);
  expect(exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(cases))).toEqual([]);
});
