/** Interruptions at one point: the card leaves the field, or the network goes. */
import type { CardChannel, Chip } from '../../apdu/index.ts';
import { createRuleBook, foreignCard, inProcessReader, ruledChannel } from '../../reader/index.ts';
import { chanceFrom, type Fetch } from '../../world/index.ts';

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
  const book = createRuleBook({ chance: chanceFrom('tears') });
  let exchanges = 0;
  let tear: Tear | undefined;
  const ruled = ruledChannel(inProcessReader(chip), {
    fire(happens) {
      if (happens.on === 'command') exchanges += 1;
      return book.fire(happens);
    },
    wait: async () => {},
    card: foreignCard,
  });
  return {
    channel: ruled,
    get exchanges() {
      return exchanges;
    },
    get tear() {
      return tear;
    },
    set tear(next) {
      tear = next;
      book.clear();
      const before = next === undefined ? -1 : next.exchange - 1 - exchanges;
      if (next === undefined || before < 0) return;
      const rule = { type: 'tear', subject: 'command', when: next.when, next: 1 } as const;
      book.add(before === 0 ? rule : { ...rule, skip: before });
    },
  };
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
