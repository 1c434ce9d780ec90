/** How sessions begin and end: which application a name means, and what a SELECT or the power takes away. */
import { equal, startsWith } from '../../apdu/index.ts';
import type { DedicatedFile, PinFile } from '../card-data.ts';
import type { ApplicationQuery, CardContext } from '../card-steps.ts';
import type { CardKnobs } from '../knobs.ts';
import { type CardState, withoutSession } from '../state.ts';

/** ISO/IEC 7816-4:2020 11.2.2: a shorter name means the first application it begins, then the next ones. */
export function findApplication(
  { data, knobs }: CardContext,
  state: CardState,
  { name, occurrence }: ApplicationQuery,
): DedicatedFile | undefined {
  const current = state.application === undefined ? -1 : data.applications.indexOf(state.application);
  return data.applications
    .slice(occurrence === 'next' ? current + 1 : 0)
    .find(({ aid }) => (knobs.aidPrefixSelect ? startsWith(aid, name) : equal(aid, name)));
}

/** No current EF; what was verified in the application left is lost, also when it is the same (knob reselectSameAp). */
export function afterSelectApplication(state: CardState, next: DedicatedFile, knobs: CardKnobs): CardState {
  const keep = knobs.reselectSameAp === 'keep' && state.application === next;
  const verified = keep ? state.verified : new Set<PinFile>();
  return { ...state, application: next, currentFile: undefined, verified };
}

/** Power ends the session; a warm reset does by the knob. Counters live in non-volatile memory. */
export function afterPower(state: CardState, op: 'on' | 'off' | 'reset', knobs: CardKnobs): CardState {
  if (op !== 'reset') return withoutSession(state);
  return knobs.warmResetClears ? { ...withoutSession(state), fresh: false } : state;
}
