/** Records what a reader says to a card and hears from it. */
import { toHex } from '../../apdu/bytes.ts';
import type { CardChannel, Chip } from '../../apdu/channel.ts';
import { createMask, type MaskOptions } from './mask.ts';
import type { RecordedEvent } from './recording.ts';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'ERR_CARD';

/** The same card; every event is told, with nothing secret in it, as soon as it has happened. */
export function recordedChip(
  chip: Chip,
  onEvent: (event: RecordedEvent) => void,
  options: MaskOptions = {},
): Chip {
  const mask = createMask(options);
  return {
    get atr() {
      return chip.atr;
    },
    async power(op) {
      mask.powered();
      try {
        await chip.power(op);
      } catch (error) {
        onEvent({ power: op, error: codeOf(error) });
        throw error;
      }
      onEvent({ power: op, ...(op !== 'off' && { atr: toHex(chip.atr) }) });
    },
    async transmit(capdu) {
      try {
        const rapdu = await chip.transmit(capdu);
        onEvent(mask.exchange(capdu, rapdu));
        return rapdu;
      } catch (error) {
        onEvent(mask.failed(capdu, codeOf(error)));
        throw error;
      }
    },
  };
}

/** The same reader, as its client meets it; a presence begins with power on and ends with power off. */
export function recordedChannel(
  channel: CardChannel,
  onEvent: (event: RecordedEvent) => void,
  options: MaskOptions = {},
): CardChannel {
  let atr: Uint8Array = new Uint8Array(0);
  let present = false;
  const chip = recordedChip(
    {
      get atr() {
        return atr;
      },
      async power(op) {
        if (op === 'off') await channel.disconnect();
        else ({ atr } = await (op === 'on' ? channel.connect() : channel.reset()));
      },
      transmit: (capdu) => channel.transmit(capdu),
    },
    onEvent,
    options,
  );
  return {
    async connect() {
      await chip.power('on');
      present = true;
      return { atr };
    },
    transmit: async (capdu) => chip.transmit(capdu),
    async reset() {
      await chip.power('reset');
      return { atr };
    },
    async disconnect() {
      if (!present) return channel.disconnect();
      present = false;
      await chip.power('off');
    },
  };
}
