/** The tables as Mermaid state diagrams, for docs/ca-lifecycle.md. */
import { MACHINES, type Machine } from './machines.ts';

function drawn(machine: Machine): string {
  const lines = Object.entries(machine.edges).flatMap(([from, edges]) =>
    Object.entries(edges).map(
      ([event, { to, guard }]) => `  ${id(from)} --> ${id(to)}: ${event}${guard ? ` [${guard}]` : ''}`,
    ),
  );
  const ends = machine.ends.map((state) => `  ${id(state)} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${id(machine.start)}`, ...lines, ...ends, '```'].join(
    '\n',
  );
}

// Mermaid takes no hyphen in the name of a state.
const id = (state: string): string => state.replaceAll('-', '_');

/** The whole page, Markdown. */
export function drawLifecycles(): string {
  const head = [
    '# Life cycles of the CA',
    '',
    'Drawn from `simulator/ca/lifecycle/machines.ts` by `node scripts/draw-lifecycles.ts`; a test keeps them equal.',
    'In brackets stands what must have been established for a step. A step that is not drawn is refused.',
  ];
  const parts = Object.entries(MACHINES).map(
    ([name, machine]) => `## ${name}\n\n${machine.says}\n\n${drawn(machine)}`,
  );
  return `${[...head, '', parts.join('\n\n')].join('\n')}\n`;
}
