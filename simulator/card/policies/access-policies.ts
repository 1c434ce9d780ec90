/** Who may read a file and use a key. */
import type { AccessRule, ElementaryFile, KeyFile } from '../card-data.ts';
import type { CardState } from '../state.ts';

function holds(rule: AccessRule, state: CardState): boolean {
  if (rule === 'free') return true;
  if (rule === 'never') return false;
  const pins = state.application?.files.filter((file) => file.kind === 'pin') ?? [];
  return pins.some((pin) => rule.anyOf.includes(pin.fid) && state.verified.has(pin));
}

/** The read condition of the file is met. */
export function mayRead(state: CardState, file: ElementaryFile): boolean {
  return holds(file.read, state);
}

/** The use condition of the key is met. */
export function maySign(state: CardState, file: KeyFile): boolean {
  return holds(file.use, state);
}

/** Several signatures may follow one VERIFY: clients sign arrays of digests so. */
export function afterSign(state: CardState): CardState {
  return state;
}
