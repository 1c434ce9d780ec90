/**
 * A card behind a vpcd reader: what arrives on the stream, and what is answered. Who dials whom is the subject of
 * connections.ts.
 *
 * The driver behind the stream has no time limit, counts answers by their order, and hangs on an empty one; so exactly
 * one frame goes out for each ATR or APDU that was asked for, and none for anything else. An answer that a frame cannot
 * carry ends the connection, which is to the reader as if the card were taken out: a made-up status word would be a
 * lie about the card.
 */
import type { Socket } from 'node:net';
import type { Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import type { OnExchange } from '../slot.ts';
import { CONTROL, Deframer, FRAME_PAYLOAD_MAX, frameOf } from './frames.ts';

/** ISO/IEC 7816-3, and the buffer of the driver: POWER_UP fails on a longer one while the card seems to be there. */
const ATR_SIZE_MAX = 33;
/** RESET and GET ATR come together; more than these is somebody who does not wait for answers. */
const WAITING_MAX = 8;

export interface CardSideOptions {
  readonly chip: Chip;
  /** Told of each exchange that the card answered, in order. */
  readonly onExchange?: OnExchange | undefined;
  /**
   * For misbehaviour on purpose: what is written instead of the frame of an answer, piece by piece; `close` ends the
   * connection there.
   */
  readonly onWire?: ((frame: Uint8Array) => readonly (Uint8Array | 'close')[]) | undefined;
}

export interface CardSide {
  /** The reader has asked for the ATR: it has the card. Never settles if the connection ends before. */
  readonly inserted: Promise<void>;
  /** The connection is over and the chip without power; why, unless we or the reader just closed it. */
  readonly ended: Promise<TransportError | undefined>;
  /** Takes the card out. */
  close(): Promise<void>;
}

const cannotCarry = (what: string, length: number, max: number): TransportError =>
  new TransportError('ERR_VPCD_ANSWER', `${what} of ${length} bytes; a vpcd reader takes 1 to ${max}`, {
    hint: 'The card leaves the reader; use another way for such a card.',
  });

/** Serves one connection until it ends. */
export function cardSide(socket: Socket, { chip, onExchange, onWire }: CardSideOptions): CardSide {
  const deframer = new Deframer();
  const waiting: Uint8Array[] = [];
  const inserted = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<TransportError | undefined>();
  let powered = false;
  let busy = false;
  let fault: TransportError | undefined;

  const write = (payload: Uint8Array): void => {
    const frame = frameOf(payload);
    for (const piece of onWire?.(frame) ?? [frame]) {
      if (piece !== 'close') socket.write(piece);
      else socket.destroySoon();
    }
  };
  const power = async (op: 'on' | 'off' | 'reset'): Promise<void> => {
    powered = op !== 'off';
    await chip.power(op);
  };
  const answer = (capdu: Uint8Array, rapdu: Uint8Array): void => {
    if (rapdu.length === 0 || rapdu.length > FRAME_PAYLOAD_MAX)
      throw cannotCarry('an answer', rapdu.length, FRAME_PAYLOAD_MAX);
    if (socket.destroyed) return;
    write(rapdu);
    onExchange?.(capdu, rapdu);
  };
  const tellAtr = (): void => {
    const { atr } = chip;
    if (atr.length === 0 || atr.length > ATR_SIZE_MAX) throw cannotCarry('an ATR', atr.length, ATR_SIZE_MAX);
    write(atr);
    inserted.resolve();
  };
  const exchange = async (capdu: Uint8Array): Promise<void> => {
    await power('on'); // a reader that spares itself the command
    if (!socket.destroyed) answer(capdu, await chip.transmit(capdu));
  };

  /** A promise only where the chip needs time: an answer at once costs no turn of the event loop. */
  function handle(payload: Uint8Array): void | Promise<void> {
    if (payload.length > 1) {
      if (!powered) return exchange(payload);
      const rapdu = chip.transmit(payload);
      return rapdu instanceof Promise ? rapdu.then((r) => answer(payload, r)) : answer(payload, rapdu);
    }
    switch (payload[0]) {
      case CONTROL.powerOff:
        return powered ? power('off') : undefined;
      case CONTROL.powerOn:
        return power('on');
      case CONTROL.reset:
        return power(powered ? 'reset' : 'on');
      case CONTROL.getAtr:
        return tellAtr();
      default: // as vicc does with an unknown one: no answer
    }
  }

  async function handleAll(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const work = handle(next);
        if (work) await work;
        if (socket.destroyed) return;
      }
      socket.resume();
    } catch (cause) {
      // The card was torn away, or its answer cannot be carried.
      fault ??=
        cause instanceof TransportError
          ? cause
          : new TransportError('ERR_VPCD_CHIP', `the card failed: ${(cause as Error).message}`, { cause });
      socket.destroy();
    } finally {
      busy = false;
    }
  }

  socket.setNoDelay(true);
  socket.on('data', (chunk: Uint8Array) => {
    try {
      for (const payload of deframer.take(chunk)) waiting.push(payload);
    } catch (cause) {
      fault = new TransportError(
        'ERR_VPCD_STREAM',
        `the reader broke the protocol: ${(cause as Error).message}`,
        {
          cause,
        },
      );
      socket.destroy();
      return;
    }
    void handleAll();
    // No driver sends ahead. One that does is not read until it has been answered; a driver that waits still is, for
    // its end would not be noticed otherwise while a mute card is silent.
    if (waiting.length > WAITING_MAX) socket.pause();
  });
  socket.on('error', (cause) => {
    fault ??= new TransportError('ERR_VPCD_GONE', `the connection to the reader broke: ${cause.message}`, {
      cause,
    });
  });
  socket.once('close', () => {
    const off = async (): Promise<void> => {
      if (powered) await power('off');
    };
    off().then(
      () => ended.resolve(fault),
      () => ended.resolve(fault), // power can be taken from any chip
    );
  });
  return {
    inserted: inserted.promise,
    ended: ended.promise,
    async close() {
      socket.destroy();
      await ended.promise;
    },
  };
}
