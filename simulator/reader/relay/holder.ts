/** The end of the relay that has the card: it tells of presence, and answers the user's questions one by one. */
import type { RawData, WebSocket } from 'ws';
import type { CardChannel } from '../../apdu/channel.ts';
import { CodedError } from '../../errors.ts';
import type { OnExchange } from '../slot.ts';
import { fromHex, type Question, question, readMessage, type Statement, toHex } from './messages.ts';

/** RFC 6455, 7.4.1. */
const CLOSE = { protocolError: 1002, notText: 1003, notThis: 1007, fault: 1011 } as const;
const REASON_BYTES_MAX = 120;

/** Closes with a reason that a developer on the other side can read. */
export const closeFor = (socket: WebSocket, code: number, why: string): void =>
  socket.close(code, Buffer.from(why).subarray(0, REASON_BYTES_MAX).toString('latin1'));

/** The text of a frame, or undefined after the connection was closed for what came instead. */
export function textOf(socket: WebSocket, data: RawData, isBinary: boolean): string | undefined {
  if (!isBinary) return (data as Buffer).toString('utf8');
  closeFor(socket, CLOSE.notText, 'messages are text');
  return undefined;
}

export interface HolderOptions {
  readonly channel: CardChannel;
  /** Of the card that lies there as the connection begins; undefined: none does. */
  readonly atr: Uint8Array | undefined;
  readonly onExchange?: OnExchange | undefined;
}

export interface Holder {
  /** The card came, or left. */
  tell(atr: Uint8Array | undefined): void;
  /** The connection is over, and so is the presence of the card. */
  readonly ended: Promise<void>;
}

/** Serves the user at the other end until the connection is over. */
export function holder(socket: WebSocket, { channel, atr, onExchange }: HolderOptions): Holder {
  const ended = Promise.withResolvers<void>();
  let busy = false;
  const say = (statement: Statement): void => socket.send(JSON.stringify(statement));
  const tell = (present: Uint8Array | undefined): void =>
    say(present ? { card: 'present', atr: toHex(present) } : { card: 'absent' });

  async function answer(asked: Question): Promise<Statement> {
    const { id } = asked;
    switch (asked.op) {
      case 'connect':
        return { id, atr: toHex((await channel.connect()).atr) };
      case 'reset':
        return { id, atr: toHex((await channel.reset()).atr) };
      case 'disconnect':
        await channel.disconnect();
        return { id };
      case 'transmit': {
        const capdu = fromHex(asked.capdu);
        const rapdu = await channel.transmit(capdu);
        onExchange?.(capdu, rapdu);
        return { id, rapdu: toHex(rapdu) };
      }
    }
  }
  async function handle(text: string): Promise<void> {
    let asked: Question;
    try {
      asked = readMessage(question, text);
    } catch (error) {
      closeFor(socket, CLOSE.notThis, (error as Error).message);
      return;
    }
    if (busy) {
      closeFor(socket, CLOSE.protocolError, 'one question at a time: wait for the answer');
      return;
    }
    busy = true;
    const said = await answer(asked).catch(
      (error: unknown): Statement => ({
        id: asked.id,
        error: error instanceof CodedError ? error.code : 'ERR_RELAY_CARD',
        says: (error as Error).message.slice(0, 200),
      }),
    );
    busy = false;
    if (socket.readyState === socket.OPEN) say(said);
  }
  socket.on('message', (data, isBinary) => {
    const text = textOf(socket, data, isBinary);
    if (text !== undefined) void handle(text);
  });
  socket.once('close', () => {
    channel.disconnect().then(ended.resolve, () => ended.resolve());
  });
  tell(atr);
  return { tell, ended: ended.promise };
}
