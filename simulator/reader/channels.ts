/** The card without a socket: a CardChannel on a Chip, and one that reports what passes. What goes wrong is in `rules/`. */
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
