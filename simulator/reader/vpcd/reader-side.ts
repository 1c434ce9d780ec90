/**
 * The reader's end of the stream of vpcd: a card that dialled in, as a chip. What the driver of vpcd does, but for its
 * faults: an answer that never comes ends with the connection, and is then no success.
 */
import type { Socket } from 'node:net';
import type { Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { CONTROL, Deframer, FRAME_PAYLOAD_MAX, frameOf } from './frames.ts';

export interface VpcdReader {
  readonly chip: Chip;
  /** The card was taken out: its connection is over. */
  readonly gone: Promise<void>;
  close(): void;
}

const control = (code: number): Uint8Array => frameOf(Uint8Array.of(code));
const left = (): TransportError =>
  new TransportError('ERR_CARD_REMOVED', 'the card closed its connection to the vpcd reader');

/**
 * TransportError ERR_CARD_REMOVED once the card is gone, ERR_VPCD_APDU for a C-APDU that no frame carries (one byte
 * would be taken for a command to the reader).
 */
export function vpcdReader(socket: Socket): VpcdReader {
  const deframer = new Deframer();
  const gone = Promise.withResolvers<void>();
  let atr: Uint8Array = new Uint8Array(0);
  let isGone = false;
  let asked: PromiseWithResolvers<Uint8Array> | undefined;

  socket.setNoDelay(true);
  socket.on('data', (chunk: Uint8Array) => {
    let answers: Uint8Array[];
    try {
      answers = deframer.take(chunk);
    } catch {
      socket.destroy();
      return;
    }
    for (const answer of answers) {
      if (!asked) {
        socket.destroy(); // it spoke unasked: no later answer could be told from an earlier one
        return;
      }
      const { resolve } = asked;
      asked = undefined;
      resolve(answer);
    }
  });
  socket.on('error', () => {});
  socket.once('close', () => {
    isGone = true;
    asked?.reject(left());
    asked = undefined;
    gone.resolve();
  });

  /** One question at a time, as in any reader. */
  const ask = (...frames: readonly Uint8Array[]): Promise<Uint8Array> => {
    if (isGone || socket.destroyed) return Promise.reject(left());
    if (asked) return Promise.reject(new TransportError('ERR_READER_BUSY', 'the card still owes an answer'));
    asked = Promise.withResolvers();
    socket.write(Buffer.concat(frames));
    return asked.promise;
  };
  return {
    chip: {
      get atr() {
        return atr;
      },
      async power(op) {
        if (op === 'off') {
          if (!isGone) socket.write(control(CONTROL.powerOff));
          return;
        }
        atr = await ask(control(op === 'on' ? CONTROL.powerOn : CONTROL.reset), control(CONTROL.getAtr));
      },
      async transmit(capdu) {
        if (capdu.length < 2 || capdu.length > FRAME_PAYLOAD_MAX)
          throw new TransportError(
            'ERR_VPCD_APDU',
            `a C-APDU of ${capdu.length} bytes; vpcd carries 2 to ${FRAME_PAYLOAD_MAX}`,
          );
        return ask(frameOf(capdu));
      },
    },
    gone: gone.promise,
    close: () => socket.destroy(),
  };
}
