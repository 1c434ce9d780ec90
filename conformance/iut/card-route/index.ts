/**
 * A card under test that is reached over a reader and not by the contract alone: the rig puts the card of the adapter
 * (`card.power`, `card.transmit`) into that reader, and uses it as a client of the reader. The same cases, the same verdicts.
 */
import { type Chip, fromHex, toHex } from '../../../simulator/apdu/index.ts';
import { TransportError } from '../../../simulator/errors.ts';
import type { Json } from '../../../simulator/world/index.ts';
import { type Connector, IutBroke } from '../connector.ts';
import { type ResultOf, RIG_CALLS } from '../contract.ts';
import { misfit } from '../misfit.ts';
import type { Inserted, Way } from './ways.ts';

export { NOT_CARRIED } from './limits.ts';
export { CARD_ROUTES, type CardRoute, WAYS, type Way } from './ways.ts';

interface FarChip extends Chip {
  /** Power on, so that it can tell its ATR before a reader asks. */
  prime(): Promise<void>;
  /** Why the adapter failed, which no reader can carry; undefined: it did not. */
  readonly fault: unknown;
}

/** The adapter's card as a chip, for the far end. */
function farChip(connector: Connector): FarChip {
  let atr = new Uint8Array() as Uint8Array;
  let fault: unknown;
  /** What does not fit the contract is told in the words of the rig; a reader would only see a card that is odd. */
  async function call<M extends 'card.power' | 'card.transmit'>(
    method: M,
    params: Json,
  ): Promise<ResultOf<M>> {
    try {
      const parsed = RIG_CALLS[method].result.safeParse(await connector.call(method, params));
      if (!parsed.success) throw misfit(method, parsed.error);
      return parsed.data as ResultOf<M>;
    } catch (error) {
      fault = error;
      throw error;
    }
  }
  const power = async (op: 'on' | 'off' | 'reset'): Promise<void> => {
    const told = await call('card.power', { op });
    if (op !== 'off') atr = fromHex(told.atr ?? '');
  };
  return {
    get atr() {
      return atr;
    },
    get fault() {
      return fault;
    },
    prime: () => power('on'),
    power,
    transmit: async (capdu) => fromHex((await call('card.transmit', { capdu: toHex(capdu) })).rapdu),
  };
}

/** The connector of an IUT whose card is reached that way. Closing it closes the way. */
export function routedCard(connector: Connector, way: Way): Connector {
  let there: (Inserted & { chip: FarChip }) | undefined;
  /** A command that the card has not answered. */
  let inHand = false;

  async function power(op: string): Promise<{ atr?: string }> {
    if (op === 'off') {
      const leaving = there;
      there = undefined;
      // No client can disconnect before its command is answered; a mute card is pulled out.
      if (!inHand) await leaving?.channel.disconnect().catch(() => {}); // it may have left already
      await leaving?.remove();
      return {};
    }
    if (there) return { atr: toHex((await there.channel.reset()).atr) };
    const chip = farChip(connector);
    await chip.prime();
    there = { ...(await way.insert(chip)), chip };
    try {
      return { atr: toHex((await there.channel.connect()).atr) };
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      const atr = toHex(chip.atr);
      throw new IutBroke('garbage', `the reader takes no card with the ATR ${atr}: ${error.message}`, error);
    }
  }
  /** What the adapter did comes before what the reader made of it. */
  async function carried<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw there?.chip.fault ?? error;
    }
  }
  return {
    ...connector,
    call(method, params) {
      if (method === 'card.power')
        return carried(() => power((params as { op: string }).op) as Promise<Json>);
      if (method !== 'card.transmit') return connector.call(method, params);
      const { capdu } = params as { capdu: string };
      return carried(async () => {
        if (!there) return connector.call(method, params); // no presence: the card's own affair
        inHand = true;
        try {
          return { rapdu: toHex(await there.channel.transmit(fromHex(capdu))) };
        } finally {
          inHand = false;
        }
      });
    },
    ...(connector.broken && { broken: () => connector.broken?.() }),
    async detach() {
      await power('off').catch(() => {}); // a card that no case took out
      await connector.detach();
    },
    async close() {
      await way.close();
      await connector.close();
    },
  };
}
