/** A card channel whose exchanges are recorded. */
import type { CardChannel } from '../apdu/index.ts';
import type { Recorder } from '../world/index.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** Records every presence of the card (each `connect` begins one, counted from 1) and every exchange, broken ones too. */
export function witnessed(channel: CardChannel, recorder: Recorder): CardChannel {
  let presence = 0;
  let open = false;
  const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'ERR_CARD';
  const end = (event: 'disconnect' | 'removed'): void => {
    if (!open) return;
    open = false;
    recorder.record({ kind: 'card', event, presence });
  };
  return {
    async connect() {
      const answer = await channel.connect();
      presence += 1;
      open = true;
      recorder.record({ kind: 'card', event: 'connect', presence, atr: hex(answer.atr) });
      return answer;
    },
    async transmit(capdu) {
      try {
        const rapdu = await channel.transmit(capdu);
        recorder.apdu({ presence, capdu, rapdu });
        return rapdu;
      } catch (error) {
        recorder.apdu({ presence, capdu, error: codeOf(error) });
        if (codeOf(error) === 'ERR_CARD_REMOVED') end('removed');
        throw error;
      }
    },
    async reset() {
      const answer = await channel.reset();
      recorder.record({ kind: 'card', event: 'reset', presence, atr: hex(answer.atr) });
      return answer;
    },
    async disconnect() {
      await channel.disconnect();
      end('disconnect');
    },
  };
}
