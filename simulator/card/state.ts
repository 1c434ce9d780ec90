/** What changes in a card. A state is never altered: a command makes the next one, so a refused command changes nothing. */
import type { CommandApdu } from '../apdu/index.ts';
import { type CardData, type CardFile, type DedicatedFile, type PinFile, pinFilesOf } from './card-data.ts';

/** Session and non-volatile memory of a card. */
export type CardState = {
  /** The next command is the first one since the card got power; a warm reset does not count. */
  readonly fresh: boolean;
  /** Current DF; undefined at power-up level. */
  readonly application: DedicatedFile | undefined;
  /** Current EF or IEF of that application. */
  readonly currentFile: CardFile | undefined;
  /** PIN files whose VERIFY holds. */
  readonly verified: ReadonlySet<PinFile>;
  /** Non-volatile: value and tries left of every PIN file. */
  readonly pins: ReadonlyMap<PinFile, PinMemory>;
  /** Parts of a chained command that came so far. */
  readonly chain: CommandApdu | undefined;
  /** Body of a terminal certificate whose signature has not come yet. */
  readonly terminalBody: Uint8Array | undefined;
  /** A terminal with an accepted certificate is there. */
  readonly terminal: boolean;
};

/** What the card keeps of one PIN when the power goes. */
export type PinMemory = { readonly value: Uint8Array; readonly triesLeft: number };

/** The memory of a card that never was in a reader. */
export function initialPins(data: CardData): ReadonlyMap<PinFile, PinMemory> {
  return new Map(
    pinFilesOf(data).map((pin) => [pin, { value: pin.value, triesLeft: pin.triesLeft }] as const),
  );
}

/** A card that has just been powered for the first time. */
export function initialState(data: CardData, pins = initialPins(data)): CardState {
  return { ...POWER_UP, pins };
}

const POWER_UP = {
  fresh: true,
  application: undefined,
  currentFile: undefined,
  verified: new Set<PinFile>(),
  chain: undefined,
  terminalBody: undefined,
  terminal: false,
};

/** The same memory with the session gone: no application, no EF, nothing verified. */
export function withoutSession(state: CardState): CardState {
  return { ...POWER_UP, pins: state.pins };
}

/** Memory of a PIN file of this card. */
export function memoryOf(state: CardState, pin: PinFile): PinMemory {
  const memory = state.pins.get(pin);
  if (memory === undefined) throw new Error(`PIN file ${pin.name} is not of this card`);
  return memory;
}

/** Changes the memory of one PIN. */
export function withMemory(state: CardState, pin: PinFile, change: Partial<PinMemory>): CardState {
  return { ...state, pins: new Map(state.pins).set(pin, { ...memoryOf(state, pin), ...change }) };
}

/** Marks one PIN as verified or not. */
export function withVerified(state: CardState, pin: PinFile, holds: boolean): CardState {
  const verified = new Set(state.verified);
  if (holds) verified.add(pin);
  else verified.delete(pin);
  return { ...state, verified };
}
