/** The end of the relay that uses the card of somebody else: a CardChannel whose card lies elsewhere. */
import type { WebSocket } from 'ws';
import type { CardChannel, Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { closeFor, textOf } from './holder.ts';
import { fromHex, readMessage, type Statement, statement, toHex } from './messages.ts';

/** RFC 6455, 7.4.1. */
const CLOSE = { protocolError: 1002, notThis: 1007 } as const;

export interface RemoteCard {
  /**
   * TransportError: what the holder told (ERR_CARD_REMOVED, ERR_CARD_ABSENT …), ERR_READER_GONE when it is gone itself,
   * ERR_READER_BUSY for a question before the last one is answered.
   */
  readonly channel: CardChannel;
  /** ATR of the card that lies there; undefined: none does, or nothing was told yet. */
  readonly atr: Uint8Array | undefined;
  /** Told whenever a card comes or leaves. */
  onPresence: (atr: Uint8Array | undefined) => void;
  /** The holder is gone; why, where the connection broke or was closed for a fault. */
  readonly ended: Promise<TransportError | undefined>;
  close(): void;
}

const gone = (why: string): TransportError =>
  new TransportError('ERR_READER_GONE', `the relay is gone: ${why}`);

export function remoteCard(socket: WebSocket): RemoteCard {
  const ended = Promise.withResolvers<TransportError | undefined>();
  let lastId = 0;
  let open: { id: number; done: PromiseWithResolvers<Statement> } | undefined;
  let over: TransportError | undefined;
  let atr: Uint8Array | undefined;

  function take(said: Statement): void {
    if ('card' in said) {
      atr = said.card === 'present' ? fromHex(said.atr) : undefined;
      card.onPresence(atr);
      return;
    }
    if (open?.id !== said.id) {
      closeFor(socket, CLOSE.protocolError, `nobody asked ${said.id}`);
      return;
    }
    const { done } = open;
    open = undefined;
    if ('error' in said)
      done.reject(
        new TransportError(said.error as `ERR_${string}`, said.says ?? 'told by the holder of the card'),
      );
    else done.resolve(said);
  }
  socket.on('message', (data, isBinary) => {
    const text = textOf(socket, data, isBinary);
    if (text === undefined) return;
    try {
      take(readMessage(statement, text));
    } catch (error) {
      closeFor(socket, CLOSE.notThis, (error as Error).message);
    }
  });
  socket.once('close', (code, reason) => {
    over = gone(reason.length > 0 ? reason.toString() : `closed (${code})`);
    atr = undefined;
    open?.done.reject(over);
    open = undefined;
    card.onPresence(undefined);
    ended.resolve(code === 1000 || code === 1001 ? undefined : over);
  });

  async function ask(op: 'connect' | 'reset' | 'disconnect'): Promise<Statement>;
  async function ask(op: 'transmit', capdu: string): Promise<Statement>;
  async function ask(op: string, capdu?: string): Promise<Statement> {
    if (over || socket.readyState !== socket.OPEN) throw over ?? gone('closing');
    if (open) throw new TransportError('ERR_READER_BUSY', 'the last question is not answered yet');
    lastId += 1;
    const done = Promise.withResolvers<Statement>();
    open = { id: lastId, done };
    socket.send(JSON.stringify({ id: lastId, op, ...(capdu !== undefined && { capdu }) }));
    return done.promise;
  }
  /** An answer must have what its question asks for. */
  const bytesOf = (said: Statement, what: 'atr' | 'rapdu'): Uint8Array => {
    const text = (said as Partial<Record<'atr' | 'rapdu', string>>)[what];
    if (text !== undefined) return fromHex(text);
    closeFor(socket, CLOSE.protocolError, `an answer without ${what}`);
    throw new TransportError('ERR_RELAY_MESSAGE', `the holder answered without ${what}`);
  };
  const card: RemoteCard = {
    channel: {
      connect: async () => ({ atr: bytesOf(await ask('connect'), 'atr') }),
      transmit: async (capdu) => bytesOf(await ask('transmit', toHex(capdu)), 'rapdu'),
      reset: async () => ({ atr: bytesOf(await ask('reset'), 'atr') }),
      async disconnect() {
        if (!over) await ask('disconnect');
      },
    },
    get atr() {
      return atr;
    },
    onPresence: () => {},
    ended: ended.promise,
    close: () => socket.close(1000),
  };
  return card;
}

/**
 * A remote card as a chip, for a reader of our PC/SC service: power on begins its presence, power off ends it, and a reset
 * without power begins one. A chip is asked in turn, so no question meets another.
 */
export function chipOfChannel(channel: CardChannel, atr: Uint8Array): Chip {
  let connected = false;
  return {
    atr,
    async power(op) {
      if (op === 'off') {
        if (connected) await channel.disconnect();
        connected = false;
        return;
      }
      if (connected) await channel.reset();
      else await channel.connect();
      connected = true;
    },
    transmit: (capdu) => channel.transmit(capdu),
  };
}
