/**
 * The card without a socket: a CardChannel on a Chip, and wrappers that each add one thing to any CardChannel.
 */
import type { CardChannel, Chip } from '../apdu/channel.ts';
import { TransportError } from '../errors.ts';

/**
 * A reader in this process. `connect` powers the chip on, `disconnect` powers it off and does nothing when there is no
 * presence; `onPresence` is told of both. Using it without a presence: TransportError ERR_CARD_ABSENT; connecting
 * twice: ERR_READER_BUSY.
 */
export function inProcessReader(
  chip: Chip,
  options: { onPresence?: (present: boolean) => void } = {},
): CardChannel {
  let present = false;
  const demandPresence = (): void => {
    if (!present) throw new TransportError('ERR_CARD_ABSENT', 'no card in the reader: connect first');
  };
  return {
    async connect() {
      if (present) throw new TransportError('ERR_READER_BUSY', 'this presence of the card has already begun');
      present = true;
      await chip.power('on');
      options.onPresence?.(true);
      return { atr: chip.atr };
    },
    async transmit(capdu) {
      demandPresence();
      return chip.transmit(capdu);
    },
    async reset() {
      demandPresence();
      await chip.power('reset');
      return { atr: chip.atr };
    },
    async disconnect() {
      if (!present) return;
      present = false;
      await chip.power('off');
      options.onPresence?.(false);
    },
  };
}

/** What `traced` reports, after it has succeeded. */
export type ChannelEvent =
  | { readonly type: 'connect'; readonly atr: Uint8Array }
  | { readonly type: 'transmit'; readonly capdu: Uint8Array; readonly rapdu: Uint8Array }
  | { readonly type: 'reset'; readonly atr: Uint8Array }
  | { readonly type: 'disconnect' };

/** Reports everything that passes. */
export function traced(channel: CardChannel, onEvent: (event: ChannelEvent) => void): CardChannel {
  return {
    async connect() {
      const answer = await channel.connect();
      onEvent({ type: 'connect', atr: answer.atr });
      return answer;
    },
    async transmit(capdu) {
      const rapdu = await channel.transmit(capdu);
      onEvent({ type: 'transmit', capdu, rapdu });
      return rapdu;
    },
    async reset() {
      const answer = await channel.reset();
      onEvent({ type: 'reset', atr: answer.atr });
      return answer;
    },
    async disconnect() {
      await channel.disconnect();
      onEvent({ type: 'disconnect' });
    },
  };
}

/**
 * The card leaves the field before the n-th exchange (counted from 1) of each presence. The card really loses its power
 * then; everything until the next `connect` fails with TransportError ERR_CARD_REMOVED, but for `disconnect`.
 */
export function removedAfter(channel: CardChannel, n: number): CardChannel {
  let exchanges = 0;
  let removed = false;
  const demandCard = (): void => {
    if (removed) throw new TransportError('ERR_CARD_REMOVED', `the card left the field before exchange ${n}`);
  };
  return {
    async connect() {
      const answer = await channel.connect();
      exchanges = 0;
      removed = false;
      return answer;
    },
    async transmit(capdu) {
      exchanges += 1;
      if (exchanges >= n && !removed) {
        removed = true;
        await channel.disconnect();
      }
      demandCard();
      return channel.transmit(capdu);
    },
    async reset() {
      demandCard();
      return channel.reset();
    },
    async disconnect() {
      if (!removed) await channel.disconnect();
    },
  };
}

/** Waits before each exchange, as long as `wait` says; the caller's clock decides what that means. */
export function withDelay(channel: CardChannel, wait: () => Promise<void>): CardChannel {
  return {
    connect: () => channel.connect(),
    async transmit(capdu) {
      await wait();
      return channel.transmit(capdu);
    },
    reset: () => channel.reset(),
    disconnect: () => channel.disconnect(),
  };
}
