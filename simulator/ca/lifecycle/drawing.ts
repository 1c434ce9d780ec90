/** The tables as Mermaid state diagrams, for docs/ca-lifecycle.md. */
import { drawMachine } from '../../profile/index.ts';
import { MACHINES } from './machines.ts';

/** The whole page, Markdown. */
export function drawLifecycles(): string {
  const head = [
    '# Life cycles of the CA',
    '',
    'Drawn from `simulator/ca/lifecycle/machines.ts` by `node scripts/draw-lifecycles.ts`; a test keeps them equal.',
    'In brackets stands what must have been established for a step. A step that is not drawn is refused.',
  ];
  const parts = Object.entries(MACHINES).map(
    ([name, machine]) => `## ${name}\n\n${machine.says}\n\n${drawMachine(machine)}`,
  );
  return `${[...head, '', parts.join('\n\n')].join('\n')}\n`;
}
