/** The only way from one state to another. */
import { nextState } from '../../profile/index.ts';
import { type EventOf, MACHINES, type MachineName, type StateOf } from './machines.ts';

/** See `nextState`: a step of the CA's own tables. */
export const transition = <M extends MachineName>(
  name: M,
  state: StateOf<M>,
  event: EventOf<M>,
  ground?: string,
): StateOf<M> => nextState(name, MACHINES[name], state, event, ground) as StateOf<M>;
