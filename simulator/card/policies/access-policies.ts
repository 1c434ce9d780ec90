/** Who may read a file and use a key. */
import type { AccessRule, ElementaryFile, KeyFile, RecordFile } from '../card-data.ts';
import type { CardState } from '../state.ts';

function holds(rule: AccessRule, state: CardState): boolean {
  if (rule === 'free') return true;
  if (rule === 'never') return false;
  const pins = state.application?.files.filter((file) => file.kind === 'pin') ?? [];
  return pins.some((pin) => rule.anyOf.includes(pin.fid) && state.verified.has(pin));
}

/** The read condition of the file is met. */
export function mayRead(state: CardState, file: ElementaryFile | RecordFile): boolean {
  return holds(file.read, state);
}

/** The use condition of the key is met, or a terminal with an accepted certificate is there and the key is for it too. */
export function maySign(state: CardState, file: KeyFile): boolean {
  return holds(file.use, state) || (file.terminalUse === true && state.terminal);
}

/** Several signatures may follow one VERIFY: clients sign arrays of digests so. */
export function afterSign(state: CardState): CardState {
  return state;
}
