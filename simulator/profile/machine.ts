/**
 * Lives as tables: (state, event) → state, with the guard that must hold. What stands in no table cannot happen.
 */
import type { ProblemCode } from './problems.ts';
import { Refusal } from './problems.ts';

/** Where an event leads, and what must have been established for it. */
export interface Edge {
  readonly to: string;
  /** Named so that the record can say on what ground the step was taken. */
  readonly guard?: string;
}

export interface Machine {
  /** 日本語の名 and English, for the drawing. */
  readonly says: string;
  readonly start: string;
  readonly ends: readonly string[];
  readonly edges: Readonly<Record<string, Readonly<Record<string, Edge>>>>;
  /** What a caller hears who asks for a step that this state does not know; `*` for all other states. */
  readonly refusals: Readonly<Record<string, ProblemCode>>;
}

/**
 * The state that `event` leads to. `ground` is the guard that the caller has established, by its name in the table.
 *
 * A step that stands in no table is refused with the machine's code for that state. A caller that forgot a guard is a
 * mistake of ours and an `Error`, never a refusal.
 */
export function nextState(
  name: string,
  machine: Machine,
  state: string,
  event: string,
  ground?: string,
): string {
  const edge = machine.edges[state]?.[event];
  if (edge === undefined)
    throw new Refusal(
      machine.refusals[state] ?? machine.refusals['*']!,
      `${name} is ${state}, not to ${event}`,
    );
  if (edge.guard !== ground)
    throw new Error(
      `${name}: ${event} from ${state} asks for ${edge.guard ?? 'no ground'}, given ${ground ?? 'none'}`,
    );
  return edge.to;
}

// Mermaid takes no hyphen in the name of a state.
const id = (state: string): string => state.replaceAll('-', '_');

/** The table as a Mermaid state diagram, Markdown. */
export function drawMachine(machine: Machine): string {
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
