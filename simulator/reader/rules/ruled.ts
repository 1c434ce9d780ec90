/**
 * Carries out rules between a card and its client: the one implementation, for both sides of a reader.
 *
 * Every rule that comes true counts, and their effects meet in a fixed order, whatever the order of the rules: another
 * card; torn before; an answer in place of the card's; then the card acts; then its answer dropped, shortened, changed;
 * then the delay; then torn during, mute, hang; then torn after. Two effects of one kind: `answer`, `tear` and `swap` of
 * the first rule hold, delays add up, the shortest answer holds, bytes are changed one after the other.
 */
import { fromHex } from '../../apdu/bytes.ts';
import type { CardChannel, Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { createFollower, type Occurrence } from './occurrence.ts';
import type { RuleType } from './rule.ts';
import type { Effect, Fire } from './rule-book.ts';

export interface RuledOptions {
  readonly fire: Fire;
  /** Lets time pass, virtual or real; fails when the signal says that nobody waits any longer. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The card of this name, for `swap`; asked once for each name, and the card is kept with its memory. */
  readonly card: (name: string) => Chip | Promise<Chip>;
  /** The card was torn away; `backMs`: it shall come back after so long. For readers whose clients do not connect anew. */
  readonly onTorn?: (backMs: number | undefined) => void;
}

/** What chip and channel have in common, as rules need it. */
interface Port {
  on(): Promise<Uint8Array>;
  reset(): Promise<Uint8Array>;
  off(): Promise<void>;
  transmit(capdu: Uint8Array): Promise<Uint8Array>;
}

const portOfChip = (chip: Chip): Port => ({
  async on() {
    await chip.power('on');
    return chip.atr;
  },
  async reset() {
    await chip.power('reset');
    return chip.atr;
  },
  off: async () => chip.power('off'),
  transmit: async (capdu) => chip.transmit(capdu),
});

const portOfChannel = (channel: CardChannel): Port => ({
  on: async () => (await channel.connect()).atr,
  reset: async () => (await channel.reset()).atr,
  off: () => channel.disconnect(),
  transmit: (capdu) => channel.transmit(capdu),
});

const removed = (): TransportError => new TransportError('ERR_CARD_REMOVED', 'the card left the field');
const unanswered = (): TransportError =>
  new TransportError('ERR_READER_TIMEOUT', 'the card did not answer, and the reader gave up');

type Of<T extends RuleType> = Extract<Effect, { type: T }>;
const all = <T extends RuleType>(effects: readonly Effect[], type: T): readonly Of<T>[] =>
  effects.filter((effect): effect is Of<T> => effect.type === type);
const tornAt = (effects: readonly Effect[], when: Of<'tear'>['when']): Of<'tear'> | undefined => {
  const [first] = all(effects, 'tear');
  return first?.when === when ? first : undefined;
};

function shortened(rapdu: Uint8Array, effects: readonly Of<'short'>[]): Uint8Array {
  const bytes = Math.min(...effects.map((effect) => effect.bytes));
  const data = rapdu.subarray(0, -2);
  return bytes >= data.length ? rapdu : Uint8Array.from([...data.subarray(0, bytes), ...rapdu.subarray(-2)]);
}

function withOtherByte(rapdu: Uint8Array, { at, to, draw: [where, what] }: Of<'byte'>): Uint8Array {
  const place = at ?? (rapdu.length === 0 ? 0 : where % rapdu.length);
  const before = rapdu[place];
  if (before === undefined) return rapdu;
  // From 1 to 255, so that it is always another one.
  return rapdu.with(place, to === undefined ? before ^ (1 + (what % 255)) : Number.parseInt(to, 16));
}

/** The answer that leaves, from the one that the card gave, if it was asked. */
function altered(rapdu: Uint8Array, effects: readonly Effect[]): Uint8Array {
  const [dropped] = all(effects, 'answer');
  const given = dropped === undefined ? rapdu : fromHex(dropped.rapdu);
  const shorts = all(effects, 'short');
  const whole = shorts.length === 0 ? given : shortened(given, shorts);
  return all(effects, 'byte').reduce(withOtherByte, whole);
}

function ruledPort(own: Port, { fire, wait, card, onTorn }: RuledOptions): Port {
  const follower = createFollower();
  const others = new Map<string, Port>();
  let port = own;
  let gone = false;
  /** Ends when the presence does, and with it whatever waits. */
  let presence = new AbortController();

  const otherCard = async (name: string): Promise<Port> => {
    const known = others.get(name) ?? portOfChip(await card(name));
    others.set(name, known);
    return known;
  };
  const leave = async ({ backMs }: Of<'tear'>): Promise<never> => {
    await away();
    onTorn?.(backMs);
    throw removed();
  };
  const away = async (): Promise<void> => {
    gone = true;
    presence.abort(removed());
    await port.off();
  };
  /** In the place of the card that lay there until now; powers it unless that is about to happen. */
  const swap = async (effects: readonly Effect[], power: boolean): Promise<void> => {
    const [first] = all(effects, 'swap');
    if (first === undefined) return;
    const next = await otherCard(first.card);
    if (next === port) return;
    if (power) await port.off();
    port = next;
    if (power) await port.on();
    follower.poweredUp();
  };
  const delay = async (effects: readonly Effect[]): Promise<void> => {
    const ms = all(effects, 'delay').reduce((sum, effect) => sum + effect.ms, 0);
    if (ms > 0) await wait(ms, presence.signal);
  };
  /** What the client gets to see of what happened at the card, and when. */
  const deliver = async <T>(effects: readonly Effect[], happened: T): Promise<T> => {
    await delay(effects);
    const during = tornAt(effects, 'during');
    if (during) return leave(during);
    if (all(effects, 'mute').length > 0) throw unanswered();
    if (all(effects, 'hang').length > 0) await untilGone(presence.signal);
    const after = tornAt(effects, 'after');
    if (after) {
      await away();
      onTorn?.(after.backMs);
    }
    return happened;
  };
  const powered = async (on: Occurrence['on'] & ('insertion' | 'reset'), act: () => Promise<Uint8Array>) => {
    const effects = await fire({ on });
    await swap(effects, on === 'reset');
    const before = tornAt(effects, 'before');
    if (before) return leave(before);
    follower.poweredUp();
    return deliver(effects, await act());
  };

  return {
    on() {
      presence.abort(removed());
      port = own;
      gone = false;
      presence = new AbortController();
      return powered('insertion', () => port.on());
    },
    async reset() {
      if (gone) throw removed();
      return powered('reset', () => port.reset());
    },
    async off() {
      presence.abort(removed());
      if (!gone) await port.off();
    },
    async transmit(capdu) {
      if (gone) throw removed();
      const effects = await fire(follower.occurrence(capdu));
      await swap(effects, true);
      const before = tornAt(effects, 'before');
      if (before) return leave(before);
      const [instead] = all(effects, 'answer');
      if (instead && !instead.acted) return deliver(effects, altered(fromHex(instead.rapdu), effects));
      const rapdu = await port.transmit(capdu);
      follower.answered(capdu, rapdu);
      return deliver(effects, altered(rapdu, effects));
    },
  };
}

const untilGone = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** A chip in a reader that follows rules. */
export function ruledChip(chip: Chip, options: RuledOptions): Chip {
  const port = ruledPort(portOfChip(chip), options);
  let atr: Uint8Array | undefined;
  return {
    get atr() {
      return atr ?? chip.atr;
    },
    async power(op) {
      if (op === 'off') await port.off();
      else atr = await (op === 'on' ? port.on() : port.reset());
    },
    transmit: (capdu) => port.transmit(capdu),
  };
}

/** A reader that follows rules, as its client sees it. After the card was torn away, `connect` begins a new presence. */
export function ruledChannel(channel: CardChannel, options: RuledOptions): CardChannel {
  const port = ruledPort(portOfChannel(channel), options);
  return {
    connect: async () => ({ atr: await port.on() }),
    transmit: (capdu) => port.transmit(capdu),
    reset: async () => ({ atr: await port.reset() }),
    disconnect: () => port.off(),
  };
}
