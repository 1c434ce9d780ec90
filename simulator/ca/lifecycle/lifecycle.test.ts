import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Machine, PROBLEMS, Refusal } from '../../profile/index.ts';
import { drawLifecycles } from './drawing.ts';
import { MACHINES, type MachineName } from './machines.ts';
import { transition } from './transition.ts';

const machines = Object.entries(MACHINES) as unknown as readonly (readonly [MachineName, Machine])[];
const go = (name: MachineName, state: string, event: string, ground?: string): string =>
  transition(name, state as never, event as never, ground);

describe.each(machines)('%s', (name, machine) => {
  const states = [...Object.keys(machine.edges), ...machine.ends];
  const events = [...new Set(Object.values(machine.edges).flatMap((edges) => Object.keys(edges)))];

  test('every state is reached from the start, and every way leads to an end', () => {
    const reached = new Set([machine.start]);
    for (let round = 0; round < states.length; round++)
      for (const state of reached)
        for (const { to } of Object.values(machine.edges[state] ?? {})) reached.add(to);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  test('an end has no way out, and every other state has one', () => {
    for (const state of machine.ends) expect(machine.edges[state]).toBeUndefined();
    for (const edges of Object.values(machine.edges)) expect(Object.keys(edges).length).toBeGreaterThan(0);
  });

  test('a step leads where the table says, on its ground only; any other is refused with a code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom(...events), (state, event) => {
        const edge = machine.edges[state]?.[event];
        if (edge) {
          expect(go(name, state, event, edge.guard)).toBe(edge.to);
          expect(() => go(name, state, event, 'something else')).toThrow(/asks for/);
        } else {
          let code: string | undefined;
          try {
            go(name, state, event);
          } catch (error) {
            code = error instanceof Refusal ? error.code : undefined;
          }
          expect(Object.keys(PROBLEMS)).toContain(code);
        }
      }),
    );
  });
});

test('docs/ca-lifecycle.md is drawn from the tables', () => {
  const page = readFileSync(new URL('../../../docs/ca-lifecycle.md', import.meta.url), 'utf8');
  expect(page, 'run node scripts/draw-lifecycles.ts').toBe(drawLifecycles());
});
