/**
 * The slot of a reader: whether a chip is in it, its power, and one user of the chip at a time.
 *
 * What the clients of the reader may do with each other's card is the subject of virtual-reader.ts.
 */
import type { Chip } from '../apdu/channel.ts';
import { CodedError } from '../errors.ts';
import {
  SCARD_ABSENT,
  SCARD_E_NO_SMARTCARD,
  SCARD_E_NOT_TRANSACTED,
  SCARD_NEGOTIABLE,
  SCARD_POWERED,
  SCARD_PRESENT,
  SCARD_PROTOCOL_UNDEFINED,
  SCARD_S_SUCCESS,
  SCARD_SWALLOWED,
} from './scard.ts';

/**
 * `off`: in the slot without power; `resting`: the same, because nobody used it; `mute`: it did not answer the last power-on
 * or reset.
 */
export type CardPower = 'absent' | 'off' | 'resting' | 'on' | 'mute';

/** Told of each exchange that the card answered, in order. */
export type OnExchange = (capdu: Uint8Array, rapdu: Uint8Array) => void;

const STATE_BITS: Readonly<Record<CardPower, number>> = {
  absent: SCARD_ABSENT,
  off: SCARD_PRESENT,
  resting: SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE,
  on: SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE,
  mute: SCARD_PRESENT | SCARD_SWALLOWED,
};
const NO_BYTES = new Uint8Array(0);
const REMOVED = Symbol('removed');

export class Slot {
  #chip: Chip | undefined;
  readonly #onExchange: OnExchange | undefined;
  #power: CardPower = 'absent';
  /** Called at removal: whatever the chip is doing then is given up. */
  readonly #givingUp = new Set<() => void>();
  /** Tail of the queue of those who use the chip. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Negotiated protocol (SCARD_PROTOCOL_…); every change of power forgets it. */
  protocol = SCARD_PROTOCOL_UNDEFINED;

  constructor(onExchange?: OnExchange) {
    this.#onExchange = onExchange;
  }

  get power(): CardPower {
    return this.#power;
  }

  get lacksPower(): boolean {
    return this.#power === 'off' || this.#power === 'resting';
  }

  /** The state as the list of readers shows it, SCARD_… bits. */
  get stateBits(): number {
    return STATE_BITS[this.#power];
  }

  /** ATR of the card in the slot; empty when there is none, or when it is mute. */
  get atr(): Uint8Array {
    const shown = this.#power !== 'absent' && this.#power !== 'mute';
    return (shown && this.#chip?.atr) || NO_BYTES;
  }

  /** Does `work` when all work asked for earlier is done. Removal ends work early, so a mute card blocks nobody for ever. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The card comes in and gets power. Call it on an empty slot. */
  async insert(chip: Chip): Promise<void> {
    this.#chip = chip;
    this.#power = 'off';
    await this.inTurn(() => this.powerOn());
  }

  /** The card is gone when this returns; the promise is for the chip, which learns that it lost its power. */
  async remove(): Promise<void> {
    const hadPower = !this.lacksPower;
    this.#changePower('absent');
    for (const giveUp of this.#givingUp) giveUp();
    if (hadPower) await this.#ask('off');
  }

  /** In turn only. Power for a card that has none; it may prove mute, or leave. */
  async powerOn(): Promise<void> {
    const answered = await this.#ask('on');
    this.#changePowerUnlessRemoved(answered ? 'on' : 'mute');
  }

  /** In turn only. Takes the power away and leaves the card in. */
  async powerOff(): Promise<void> {
    if (this.#power === 'absent') return;
    if (!this.lacksPower) await this.#ask('off');
    this.#changePowerUnlessRemoved('off');
  }

  /** In turn only. Takes the power from a card that nobody uses; it is shown as if it had it. */
  async rest(): Promise<void> {
    if (this.#power !== 'on') return;
    await this.#ask('off');
    this.#changePowerUnlessRemoved('resting');
  }

  /** In turn only. Warm reset; a card without power is powered instead. */
  async reset(): Promise<void> {
    if (this.#power === 'absent') return;
    const answered = await this.#ask(this.lacksPower ? 'on' : 'reset');
    this.#changePowerUnlessRemoved(answered ? 'on' : 'mute');
  }

  /** In turn only. `rapdu` is empty unless the code is success. */
  async exchange(capdu: Uint8Array): Promise<{ rv: number; rapdu: Uint8Array }> {
    const failed = (rv: number) => ({ rv, rapdu: NO_BYTES });
    if (this.#power === 'absent' || !this.#chip) return failed(SCARD_E_NO_SMARTCARD);
    if (this.#power !== 'on') return failed(SCARD_E_NOT_TRANSACTED);
    let rapdu: Uint8Array | typeof REMOVED;
    try {
      const answer = this.#chip.transmit(capdu);
      rapdu = answer instanceof Promise ? await this.#unlessRemoved(answer) : answer;
    } catch (error) {
      const removed = error instanceof CodedError && error.code === 'ERR_CARD_REMOVED';
      return failed(removed ? SCARD_E_NO_SMARTCARD : SCARD_E_NOT_TRANSACTED);
    }
    // ifdwrapper.c: a driver that finds no card answers IFD_ICC_NOT_PRESENT, which becomes this code.
    if (rapdu === REMOVED) return failed(SCARD_E_NO_SMARTCARD);
    this.#onExchange?.(capdu, rapdu);
    return { rv: SCARD_S_SUCCESS, rapdu };
  }

  /** False if the chip refused, or left before it answered. */
  async #ask(op: 'on' | 'off' | 'reset'): Promise<boolean> {
    try {
      const done = this.#chip?.power(op);
      // Power can be taken from any chip, also from one that has just left.
      if (!(done instanceof Promise)) return true;
      if (op !== 'off') return (await this.#unlessRemoved(done)) !== REMOVED;
      await done;
      return true;
    } catch {
      return false;
    }
  }

  /**
   * What comes first. Not by Promise.race with a promise that lives as long as the card: every such race leaves something
   * behind in it.
   */
  #unlessRemoved<T>(work: Promise<T>): Promise<T | typeof REMOVED> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => resolve(REMOVED);
      this.#givingUp.add(giveUp);
      work.then(resolve, reject).finally(() => this.#givingUp.delete(giveUp));
    });
  }

  #changePower(power: CardPower): void {
    this.#power = power;
    this.protocol = SCARD_PROTOCOL_UNDEFINED;
  }

  #changePowerUnlessRemoved(power: CardPower): void {
    if (this.#power !== 'absent') this.#changePower(power);
  }
}
