/** How sessions begin and end: which application a name means, and what a SELECT or the power takes away. */
import {
  type CommandApdu,
  concat,
  equal,
  SW_CHAIN_NOT_ENDED,
  SW_CHAINING_NOT_SUPPORTED,
  SW_WRONG_LENGTH,
  startsWith,
} from '../../apdu/index.ts';
import type { DedicatedFile, PinFile } from '../card-data.ts';
import type { ApplicationQuery, CardContext } from '../card-steps.ts';
import { CLA_CHAINING } from '../class-byte.ts';
import type { CardKnobs } from '../knobs.ts';
import { demand } from '../refusal.ts';
import { type CardState, withoutSession } from '../state.ts';

/** ISO/IEC 7816-4:2020 11.2.2: a shorter name means the first application it begins, then the next ones. */
export function findApplication(
  { data, knobs }: CardContext,
  state: CardState,
  { name, occurrence }: ApplicationQuery,
): DedicatedFile | undefined {
  const all = data.powerUp ? [...data.applications, data.powerUp] : data.applications;
  const current = state.application === undefined ? -1 : all.indexOf(state.application);
  return all
    .slice(occurrence === 'next' ? current + 1 : 0)
    .find(({ aid }) => (knobs.aidPrefixSelect ? startsWith(aid, name) : equal(aid, name)));
}

/** The largest chain that is kept: more than any command of this card takes (80 A2 has 307 bytes). */
const CHAIN_LENGTH_MAX = 4096;

/**
 * ISO/IEC 7816-4:2020 5.3.3: parts have the same CLA but for the chaining bit, and the same INS P1 P2; another command
 * in between is 6883. By default chaining is refused (assumed: knob chaining).
 */
export function joinChain(
  state: CardState,
  capdu: CommandApdu,
  knobs: CardKnobs,
): { state: CardState; capdu: CommandApdu | undefined } {
  const more = (capdu.cla & CLA_CHAINING) !== 0;
  if (!more && state.chain === undefined) return { state, capdu };
  demand(knobs.chaining === 'supported', SW_CHAINING_NOT_SUPPORTED);
  const last = { ...capdu, cla: capdu.cla & ~CLA_CHAINING };
  const { chain } = state;
  const fits =
    chain === undefined ||
    (chain.cla === last.cla && chain.ins === last.ins && chain.p1 === last.p1 && chain.p2 === last.p2);
  demand(fits, SW_CHAIN_NOT_ENDED);
  const whole = { ...last, data: concat(chain?.data ?? new Uint8Array(0), last.data) };
  demand(whole.data.length <= CHAIN_LENGTH_MAX, SW_WRONG_LENGTH);
  return more
    ? { state: { ...state, chain: whole }, capdu: undefined }
    : { state: { ...state, chain: undefined }, capdu: whole };
}

/** No current EF; what was verified in the application left is lost, also when it is the same (knob reselectSameAp). */
export function afterSelectApplication(state: CardState, next: DedicatedFile, knobs: CardKnobs): CardState {
  const keep = knobs.reselectSameAp === 'keep' && state.application === next;
  const verified = keep ? state.verified : new Set<PinFile>();
  const session = { terminalBody: undefined, terminal: keep && state.terminal };
  return { ...state, ...session, application: next, currentFile: undefined, verified };
}

/** Power ends the session; a warm reset does by the knob. Counters live in non-volatile memory. */
export function afterPower(state: CardState, op: 'on' | 'off' | 'reset', knobs: CardKnobs): CardState {
  if (op !== 'reset') return withoutSession(state);
  return knobs.warmResetClears ? { ...withoutSession(state), fresh: false } : state;
}
