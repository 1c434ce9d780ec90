/** Records what a reader says to a card and hears from it. */
import { toHex } from '../../apdu/bytes.ts';
import type { Chip } from '../../apdu/channel.ts';
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
