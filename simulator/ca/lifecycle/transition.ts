/** The only way from one state to another. */
import { Refusal } from '../../profile/index.ts';
import { type EventOf, MACHINES, type Machine, type MachineName, type StateOf } from './machines.ts';

/**
 * The state that `event` leads to. `ground` is the guard that the caller has established, by its name in the table.
 *
 * A step that stands in no table is refused with the machine's code for that state. A caller that forgot a guard is a
 * mistake of ours and an `Error`, never a refusal.
 */
export function transition<M extends MachineName>(
  name: M,
  state: StateOf<M>,
  event: EventOf<M>,
  ground?: string,
): StateOf<M> {
  const machine: Machine = MACHINES[name];
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
  return edge.to as StateOf<M>;
}
