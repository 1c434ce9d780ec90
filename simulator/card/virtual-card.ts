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
  SW_OK,
  SW_WRONG_LENGTH,
  toHex,
  utf8Encode,
} from '../apdu/index.ts';
import { DecodeError, RigError, TransportError, UsageError } from '../errors.ts';
import { chanceFrom } from '../world/index.ts';
import { type CardData, fileOf, type PinFile } from './card-data.ts';
import type { CardContext, CardSteps, Outcome } from './card-steps.ts';
import { type Instruction, instructionOf, stepNameOf } from './commands/instructions.ts';
import { referenceCardSteps } from './reference-steps.ts';
import { demand, Refusal } from './refusal.ts';
import { type CardState, initialState, memoryOf, type PinMemory } from './state.ts';

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
  /**
   * What the window of the municipality does, by means that are not public: full tries, perhaps a new value. Needs no power.
   *
   * @throws RigError ERR_CARD_FILE when there is no such PIN file, UsageError ERR_CARD_PIN when the value does not fit it
   */
  unlock(fid: number, newValue?: string, aid?: Uint8Array): void;
  /**
   * What the desk writes to the card: other files, certificates and keys. PINs that the holder chose stay, with their tries;
   * numbers that stand on the face become those of the new face. The card was taken out of any field: it has no power after.
   */
  personalise(data: CardData): void;
  snapshot(): CardSnapshot;
}

const NO_DATA = new Uint8Array(0);

const fidHex = (fid: number): string => toHex(Uint8Array.of(fid >> 8, fid & 0xff));

/** JICSAP gives a wrong Lc or Le 6700; bytes that are no C-APDU at all are answered the same. */
function parse(bytes: Uint8Array): CommandApdu {
  try {
    return parseCommandApdu(bytes);
  } catch (error) {
    throw error instanceof DecodeError ? new Refusal(SW_WRONG_LENGTH) : error;
  }
}

const HEADER_LENGTH = 4;

/** Class, channel, secure messaging and instruction, from the header alone. */
function instructionAsked(card: CardContext, state: CardState, cla: number, ins: number): Instruction {
  const instruction = instructionOf(card.steps.checkClass(cla, ins, state.application), ins);
  demand(instruction !== undefined, SW_INS_NOT_SUPPORTED);
  return instruction;
}

/** Check order (assumed, no public text has one; knob checkOrder): class, channel, secure messaging, instruction, length. */
function carryOut(card: CardContext, state: CardState, bytes: Uint8Array): Outcome {
  const { steps, knobs } = card;
  demand(!(state.fresh && knobs.firstCommand6f00), SW_NO_DIAGNOSIS);
  if (bytes.length >= HEADER_LENGTH && knobs.checkOrder === 'class-first') {
    instructionAsked(card, state, bytes[0]!, bytes[1]!);
  }
  const part = parse(bytes);
  demand(!part.extended || knobs.extendedLength, SW_WRONG_LENGTH);
  const instruction = instructionAsked(card, state, part.cla, part.ins);
  const { state: joined, capdu } = steps.joinChain(state, part, knobs);
  if (capdu === undefined) return { state: joined, rapdu: { data: NO_DATA, sw: SW_OK } };
  if (typeof instruction === 'number') throw new Refusal(instruction);
  return steps[stepNameOf(instruction, capdu.data.length)](card, joined, capdu);
}

/** The one place where a refusal becomes an R-APDU: no data, nothing changed but that a chain is forgotten. */
function answer(card: CardContext, state: CardState, bytes: Uint8Array): Outcome {
  try {
    return carryOut(card, state, bytes);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const after = state.chain === undefined ? state : { ...state, chain: undefined };
    return { state: after, rapdu: { data: NO_DATA, sw: refusal.sw } };
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

function pinFileOn(data: CardData, fid: number, aid: Uint8Array): PinFile {
  const application = data.applications.find((candidate) => equal(candidate.aid, aid));
  const file = application && fileOf(application, fid);
  if (file?.kind !== 'pin') throw new RigError('ERR_CARD_FILE', `no PIN file ${toHex(aid)}:${fidHex(fid)}`);
  return file;
}

/** The memory after the desk wrote: what the same PIN files held before, as far as it is the holder's. */
function carriedOver(before: CardData, { pins }: CardState, after: CardData): CardState['pins'] {
  const earlier = new Map<string, PinMemory>();
  for (const { aid, files } of before.applications)
    for (const file of files)
      if (file.kind === 'pin') earlier.set(`${toHex(aid)}:${fidHex(file.fid)}`, pins.get(file)!);
  const memory = new Map<PinFile, PinMemory>();
  for (const { aid, files } of after.applications)
    for (const file of files) {
      if (file.kind !== 'pin') continue;
      const { value, triesLeft } = file;
      const kept = earlier.get(`${toHex(aid)}:${fidHex(file.fid)}`) ?? { value, triesLeft };
      memory.set(file, file.change === 'never' ? { ...kept, value } : kept);
    }
  return memory;
}

/** What a card is handed from outside. */
export type CardOptions = {
  /** Chance of the card. Without it a fixed stream, the same for every card. */
  readonly random?: (length: number) => Uint8Array;
  /** Memory of an earlier life; without it as personalised. */
  readonly pins?: CardState['pins'];
  /** Told of every change of the memory before the answer leaves; when it throws, there is no answer and no change. */
  readonly onMemory?: (pins: CardState['pins'], data: CardData) => void;
};

/**
 * Makes a card of data. `steps` replaces any step of the reference by another one.
 * The card starts without power, as if it lay on the table.
 */
export function createCard(
  data: CardData,
  steps: CardSteps = referenceCardSteps,
  options: CardOptions = {},
): VirtualCard {
  const random = options.random ?? chanceFrom('virtual card').bytes;
  let card: CardContext = { data, knobs: data.knobs, steps, random };
  let powered = false;
  let state = initialState(data, options.pins);
  const become = (next: CardState): void => {
    if (next.pins !== state.pins) options.onMemory?.(next.pins, card.data);
    state = next;
  };
  return {
    get atr() {
      return Uint8Array.from(card.data.atr);
    },
    power(op) {
      if (op === 'reset' && !powered) return; // nothing there to reset
      powered = op !== 'off';
      become(steps.afterPower(state, op, card.knobs));
    },
    transmit(capdu) {
      if (!powered) throw new TransportError('ERR_CARD_ABSENT', 'the card has no power');
      const outcome = answer(card, state, capdu);
      become(outcome.state.fresh ? { ...outcome.state, fresh: false } : outcome.state);
      return encodeResponseApdu(outcome.rapdu);
    },
    triesLeft: (fid, aid = AID_JPKI) => memoryOf(state, pinFileOn(card.data, fid, aid)).triesLeft,
    unlock(fid, newValue, aid = AID_JPKI) {
      const pin = pinFileOn(card.data, fid, aid);
      const value = newValue === undefined ? undefined : utf8Encode(newValue);
      // The value itself stays out of the message.
      if (value !== undefined && !steps.acceptsNewValue(pin, value))
        throw new UsageError('ERR_CARD_PIN', `${pin.name}: ${pin.format.says}`);
      become(steps.afterUnlock(state, pin, value));
    },
    personalise(next) {
      const pins = carriedOver(card.data, state, next);
      options.onMemory?.(pins, next);
      card = { ...card, data: next, knobs: next.knobs };
      state = initialState(next, pins);
      powered = false;
    },
    snapshot: () => snapshotOf(card.data, state, powered),
  };
}
