/** The virtual card: carries a C-APDU from bytes through the checks that every command shares to its step, and back. */
import {
  AID_JPKI,
  type Chip,
  type CommandApdu,
  encodeResponseApdu,
  equal,
  parseCommandApdu,
  SW_INS_NOT_SUPPORTED,
  SW_NO_DIAGNOSIS,
  SW_WRONG_LENGTH,
  toHex,
} from '../apdu/index.ts';
import { DecodeError, RigError, TransportError } from '../errors.ts';
import { type CardData, fileOf } from './card-data.ts';
import type { CardContext, CardSteps, Outcome } from './card-steps.ts';
import { checkClass } from './class-byte.ts';
import { instructionOf, stepNameOf } from './commands/instructions.ts';
import { referenceCardSteps } from './reference-steps.ts';
import { demand, Refusal } from './refusal.ts';
import { type CardState, initialState, memoryOf } from './state.ts';

/** What tests and reports may see of a card from outside; no PIN value, no key. */
export type CardSnapshot = {
  readonly powered: boolean;
  /** AID in hex of the current application. */
  readonly application: string | undefined;
  readonly currentFid: number | undefined;
  /** FIDs of the PIN files verified. */
  readonly verified: readonly number[];
  /** Tries left by "AID:FID" in hex, for every PIN file. */
  readonly triesLeft: Readonly<Record<string, number>>;
};

/** A card in a reader: a `Chip` that answers at once, and a look inside. It starts without power. */
export interface VirtualCard extends Chip {
  power(op: 'on' | 'off' | 'reset'): void;
  /** @throws TransportError ERR_CARD_ABSENT when the card has no power */
  transmit(capdu: Uint8Array): Uint8Array;
  /** Tries left of a PIN file. @throws RigError ERR_CARD_FILE when the card has no such PIN file */
  triesLeft(fid: number, aid?: Uint8Array): number;
  snapshot(): CardSnapshot;
}

const fidHex = (fid: number): string => toHex(Uint8Array.of(fid >> 8, fid & 0xff));

/** JICSAP gives a wrong Lc or Le 6700; bytes that are no C-APDU at all are answered the same. */
function parse(bytes: Uint8Array): CommandApdu {
  try {
    return parseCommandApdu(bytes);
  } catch (error) {
    throw error instanceof DecodeError ? new Refusal(SW_WRONG_LENGTH) : error;
  }
}

/** Check order (assumed, no public text has one): length, class, channel, secure messaging, chaining, instruction. */
function carryOut(card: CardContext, state: CardState, bytes: Uint8Array): Outcome {
  demand(!(state.fresh && card.knobs.firstCommand6f00), SW_NO_DIAGNOSIS);
  const capdu = parse(bytes);
  demand(!capdu.extended || card.knobs.extendedLength, SW_WRONG_LENGTH);
  const instruction = instructionOf(checkClass(capdu.cla, capdu.ins), capdu.ins);
  demand(instruction !== undefined, SW_INS_NOT_SUPPORTED);
  if (typeof instruction === 'number') throw new Refusal(instruction);
  return card.steps[stepNameOf(instruction, capdu.data.length)](card, state, capdu);
}

/** The one place where a refusal becomes an R-APDU: no data, nothing changed. */
function answer(card: CardContext, state: CardState, bytes: Uint8Array): Outcome {
  try {
    return carryOut(card, state, bytes);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { state, rapdu: { data: new Uint8Array(0), sw: refusal.sw } };
  }
}

function snapshotOf(data: CardData, state: CardState, powered: boolean): CardSnapshot {
  const triesLeft: Record<string, number> = {};
  for (const { aid, files } of data.applications) {
    for (const file of files) {
      if (file.kind === 'pin')
        triesLeft[`${toHex(aid)}:${fidHex(file.fid)}`] = memoryOf(state, file).triesLeft;
    }
  }
  return {
    powered,
    application: state.application && toHex(state.application.aid),
    currentFid: state.currentFile?.fid,
    verified: [...state.verified].map(({ fid }) => fid).sort((a, b) => a - b),
    triesLeft,
  };
}

function triesLeftOn(data: CardData, state: CardState, fid: number, aid: Uint8Array): number {
  const application = data.applications.find((candidate) => equal(candidate.aid, aid));
  const file = application && fileOf(application, fid);
  if (file?.kind !== 'pin') throw new RigError('ERR_CARD_FILE', `no PIN file ${toHex(aid)}:${fidHex(fid)}`);
  return memoryOf(state, file).triesLeft;
}

/**
 * Makes a card of data. `steps` replaces any step of the reference by another one.
 * The card starts without power, as if it lay on the table.
 */
export function createCard(data: CardData, steps: CardSteps = referenceCardSteps): VirtualCard {
  const card: CardContext = { data, knobs: data.knobs, steps };
  let powered = false;
  let state = initialState(data);
  return {
    atr: Uint8Array.from(data.atr),
    power(op) {
      if (op === 'reset' && !powered) return; // nothing there to reset
      powered = op !== 'off';
      state = steps.afterPower(state, op, card.knobs);
    },
    transmit(capdu) {
      if (!powered) throw new TransportError('ERR_CARD_ABSENT', 'the card has no power');
      const outcome = answer(card, state, capdu);
      state = { ...outcome.state, fresh: false };
      return encodeResponseApdu(outcome.rapdu);
    },
    triesLeft: (fid, aid = AID_JPKI) => triesLeftOn(data, state, fid, aid),
    snapshot: () => snapshotOf(data, state, powered),
  };
}
