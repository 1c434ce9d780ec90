/**
 * The card of a library that is a PC/SC program: our private PC/SC service, whose one reader the rig's virtual user fills.
 *
 * A tap is then the time from insertion to removal (design: over PC/SC a presence is that). The card lies in the reader
 * while the library works on an operation, and is on record from the first exchange on: an operation that needs no card
 * shows none. A library that wants a second tap within an operation waits for a removal that does not come.
 */
import type { CardChannel, Chip } from '../../simulator/apdu/index.ts';
import { type PcscReader, privateSocketPath, startPcscService } from '../../simulator/reader/index.ts';

export interface PcscCard {
  /** What the program must find in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts the card into the reader, does the work, takes the card out. `atr`: of the card in the rig's reader. */
  during<T>(card: CardChannel, atr: () => Uint8Array, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A card as the service sees it; presence begins with the first exchange and ends with removal. */
function chipOf(channel: CardChannel, atr: () => Uint8Array, isGone: () => void) {
  let present = false;
  /** Power was taken or a reset came since the last exchange: the card must forget what was verified. */
  let wasReset = false;
  const chip: Chip = {
    get atr() {
      return atr();
    },
    power() {
      wasReset = present;
    },
    async transmit(capdu) {
      try {
        if (!present) await channel.connect();
        else if (wasReset) await channel.reset();
        present = true;
        wasReset = false;
        return await channel.transmit(capdu);
      } catch (error) {
        isGone(); // whatever went wrong, it is not there any more
        throw error;
      }
    },
  };
  return { chip, leave: () => (present ? channel.disconnect() : undefined) };
}

const NO_BYTES = new Uint8Array();

/** Starts the service with an empty reader. It must be closed. */
export async function pcscCard(): Promise<PcscCard> {
  let current: ReturnType<typeof chipOf> | undefined;
  const inReader: Chip = {
    get atr() {
      return current?.chip.atr ?? NO_BYTES;
    },
    power: (op) => current?.chip.power(op),
    transmit(capdu) {
      if (!current) throw new Error('nothing is exchanged with an empty reader');
      return current.chip.transmit(capdu);
    },
  };
  const socketPath = await privateSocketPath();
  const service = await startPcscService({ readers: [{}], socketPath });
  const [reader] = service.readers as [PcscReader];
  return {
    env: { PCSCLITE_CSOCK_NAME: socketPath },
    async during(card, atr, work) {
      current = chipOf(card, atr, () => void reader.remove());
      await reader.insert(inReader);
      try {
        return await work();
      } finally {
        await reader.remove();
        await current.leave();
        current = undefined;
      }
    },
    close: () => service.close(),
  };
}
