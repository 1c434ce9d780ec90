/** Interruptions at one point: the card leaves the field, or the network goes. */
import type { CardChannel, Chip } from '../../apdu/index.ts';
import { TransportError } from '../../errors.ts';
import { inProcessReader } from '../../reader/index.ts';
import type { Fetch } from '../../world/index.ts';

export type When = 'before' | 'during' | 'after';

/** Counted from 1. `during`: the chip has done it, and its answer is lost. `after`: the answer came, and then it left. */
export interface Tear {
  readonly exchange: number;
  readonly when: When;
}

export interface TearableCard {
  readonly channel: CardChannel;
  /** Exchanges so far. */
  readonly exchanges: number;
  /** Undefined: the card stays. */
  tear: Tear | undefined;
}

export function tearableCard(chip: Chip): TearableCard {
  const reader = inProcessReader(chip);
  let exchanges = 0;
  let gone = false;
  const leave = async (): Promise<void> => {
    gone = true;
    await reader.disconnect();
  };
  const removed = (): TransportError => new TransportError('ERR_CARD_REMOVED', 'the card left the field');
  const card: TearableCard = {
    tear: undefined,
    get exchanges() {
      return exchanges;
    },
    channel: {
      connect() {
        gone = false;
        return reader.connect();
      },
      async transmit(capdu) {
        exchanges += 1;
        const now = card.tear?.exchange === exchanges ? card.tear.when : undefined;
        if (now === 'before') await leave();
        if (gone) throw removed();
        const rapdu = await reader.transmit(capdu);
        if (now !== undefined) await leave();
        if (now === 'during') throw removed();
        return rapdu;
      },
      reset: () => reader.reset(),
      disconnect: () => (gone ? Promise.resolve() : reader.disconnect()),
    },
  };
  return card;
}

export interface TearableNetwork {
  readonly fetch: Fetch;
  readonly requests: number;
  /** From this request on there is no network: it does not arrive, or its answer does not. Undefined: all is well. */
  cut: { readonly request: number; readonly when: 'before' | 'after' } | undefined;
}

export function tearableNetwork(fetch: Fetch): TearableNetwork {
  let requests = 0;
  const network: TearableNetwork = {
    cut: undefined,
    get requests() {
      return requests;
    },
    async fetch(url, init) {
      requests += 1;
      const { cut } = network;
      if (!cut || requests < cut.request) return fetch(url, init);
      if (requests === cut.request && cut.when === 'after') await fetch(url, init);
      throw new TypeError('fetch failed: no network');
    },
  };
  return network;
}
