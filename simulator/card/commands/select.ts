/** SELECT (ISO/IEC 7816-4:2020 11.2.2). */
import {
  type CommandApdu,
  concat,
  SW_FILE_NOT_FOUND,
  SW_OK,
  SW_WRONG_LENGTH,
  SW_WRONG_P1P2,
  uintOf,
  writeTlv,
} from '../../apdu/index.ts';
import { type DedicatedFile, fileOf } from '../card-data.ts';
import type { CardContext, Outcome } from '../card-steps.ts';
import type { CardKnobs } from '../knobs.ts';
import { demand } from '../refusal.ts';
import type { CardState } from '../state.ts';
import { levelOf } from './reference.ts';

const NO_DATA = new Uint8Array(0);
const P2_FCI = 0x00;
const P2_NEXT = 0x02;
const P2_NO_DATA = 0x0c;

const done = (state: CardState, data: Uint8Array = NO_DATA): Outcome => ({
  state,
  rapdu: { data, sw: SW_OK },
});

/** 6A82; the current EF stays unless the knob says otherwise. */
function notFound(state: CardState, knobs: CardKnobs): Outcome {
  const after = knobs.selectFailKeepsState ? state : { ...state, currentFile: undefined };
  return { state: after, rapdu: { data: NO_DATA, sw: SW_FILE_NOT_FOUND } };
}

/** ISO/IEC 7816-4:2020 7.4.3: FCI template 6F with the DF name 84 (assumed: knob fci). */
function fciOf(application: DedicatedFile, knobs: CardKnobs): Uint8Array {
  if (knobs.fci === 'empty') return NO_DATA;
  return knobs.fci === 'aid' ? writeTlv(0x6f, writeTlv(0x84, application.aid)) : concat(knobs.fci);
}

function selectByName(card: CardContext, state: CardState, { p2, data: name }: CommandApdu): Outcome {
  demand(p2 === P2_FCI || p2 === P2_NEXT || p2 === P2_NO_DATA, SW_WRONG_P1P2);
  demand(name.length > 0, SW_WRONG_LENGTH);
  const occurrence = p2 === P2_NEXT ? 'next' : 'first';
  const application = card.steps.findApplication(card, state, { name, occurrence });
  if (application === undefined) return notFound(state, card.knobs);
  const selected = card.steps.afterSelectApplication(state, application, card.knobs);
  // The issuer's domain is the power-up level: no application is current there (observed).
  const after = application === card.data.powerUp ? { ...selected, application: undefined } : selected;
  // The answer data come with and without Le (assumed), as T=1 and T=CL carry them either way.
  return done(after, p2 === P2_NO_DATA ? NO_DATA : fciOf(application, card.knobs));
}

function selectEf(card: CardContext, state: CardState, { p2, data: name }: CommandApdu): Outcome {
  demand(p2 === P2_FCI || p2 === P2_NO_DATA, SW_WRONG_P1P2);
  demand(name.length === 2, SW_WRONG_LENGTH);
  // Observed: with no application selected, 6A82 as well, but for 001E of the power-up level.
  const level = levelOf(card, state);
  const file = level && fileOf(level, uintOf(name));
  // PIN and key files are selected like any other: the conditions stand at their use.
  return file === undefined ? notFound(state, card.knobs) : done({ ...state, currentFile: file });
}

/** 00 A4 00 00: observed to be 6A86 at power-up level, and to change nothing when an application is current. */
function selectMf({ knobs }: CardContext, state: CardState, { p2, data }: CommandApdu): Outcome {
  // The card has no MF: 3F00 and its neighbours answer 6A82 (observed).
  if (data.length > 0) return notFound(state, knobs);
  demand(p2 === P2_FCI && state.application !== undefined, SW_WRONG_P1P2);
  return done(state);
}

/** By application name (P1 04), by FID in the current application (P1 02). A superfluous Le is tolerated: OpenSC sends it. */
export function select(card: CardContext, state: CardState, capdu: CommandApdu): Outcome {
  demand([0x00, 0x02, 0x04].includes(capdu.p1), SW_WRONG_P1P2);
  if (capdu.p1 === 0x04) return selectByName(card, state, capdu);
  return capdu.p1 === 0x02 ? selectEf(card, state, capdu) : selectMf(card, state, capdu);
}
