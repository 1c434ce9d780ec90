/** The catalogue and the cases hold together. */
import { expect, test } from 'vitest';
import { SCENARIOS } from '../simulator/society/index.ts';
import { CASES } from './cases/index.ts';
import { MUTANTS } from './mutants/index.ts';
import { PROMISES, REQUIREMENTS } from './requirements/index.ts';

test('every requirement is verified by a case or says why not', () => {
  const cited = new Set(CASES.flatMap((c) => c.requirements));
  for (const { id, verifiedBy, because } of REQUIREMENTS) {
    if (verifiedBy === 'test') expect([id, cited.has(id)]).toEqual([id, true]);
    else expect([id, because]).toEqual([id, expect.stringMatching(/.{10}/)]);
  }
});

test('ids of cases, requirements and mutants are unique', () => {
  for (const ids of [CASES.map((c) => c.id), REQUIREMENTS.map((r) => r.id), MUTANTS.map((m) => m.id)])
    expect(new Set<string>(ids).size).toBe(ids.length);
});

test('each role has at least four cases, and a case binds its own role', () => {
  for (const role of ['card', 'library', 'ca', 'relying-party', 'hub'] as const)
    expect(CASES.filter((c) => c.role === role).length).toBeGreaterThanOrEqual(4);
  for (const c of CASES)
    for (const id of c.requirements)
      expect([c.id, id, REQUIREMENTS.find((r) => r.id === id)?.binds]).toEqual([c.id, id, c.role]);
});

test('purposes are sentences in both languages', () => {
  for (const { purpose, purposeJa } of CASES) {
    expect(purpose).toMatch(/^[A-Z].*\.$/);
    expect(purposeJa).toMatch(/。$/);
  }
});

test('no mutant is written into the simulator', async () => {
  const { readdir, readFile } = await import('node:fs/promises');
  const files = (await readdir('simulator', { recursive: true })).filter(
    (f) => f.endsWith('.ts') && !f.endsWith('.test.ts'),
  );
  for (const file of files) expect(await readFile(`simulator/${file}`, 'utf8')).not.toMatch(/if \(.*mutant/i);
});

test('each promise rests on cases that there are, and on a story that there is', () => {
  const known = new Set<string>(CASES.map(({ id }) => id));
  const stories = new Set(SCENARIOS.map(({ id }) => id));
  expect(PROMISES.map(({ id }) => id)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8']);
  for (const { scenario, claims } of PROMISES) {
    expect(stories).toContain(scenario);
    for (const id of claims.flatMap(({ cases }) => cases)) expect(known).toContain(id);
  }
});
