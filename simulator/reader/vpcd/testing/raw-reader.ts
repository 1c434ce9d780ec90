/** What the tests of vpcd share: a reader made of raw bytes, on a loopback port. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { CardSide, CardSideOptions } from '../card-side.ts';
import { dialVpcd, type VpcdAddress } from '../connections.ts';
import { Deframer, frameOf } from '../frames.ts';

/** The bytes of an open stream, and its answers one by one. */
export class RawReader {
  readonly socket: Socket;
  readonly #answers: Uint8Array[] = [];
  readonly #deframer = new Deframer();
  #wake: () => void = () => {};
  #closed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Uint8Array) => {
      this.#answers.push(...this.#deframer.take(chunk));
      this.#wake();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** Answers that nobody has taken. */
  get unread(): number {
    return this.#answers.length;
  }

  send(...payloads: readonly (readonly number[] | Uint8Array)[]): void {
    this.socket.write(Buffer.concat(payloads.map((payload) => frameOf(Uint8Array.from(payload)))));
  }

  async answer(): Promise<Uint8Array> {
    while (this.#answers.length === 0) {
      if (this.#closed) throw new Error('closed by the card');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#answers.shift()!;
  }

  async ask(payload: readonly number[] | Uint8Array): Promise<Uint8Array> {
    this.send(payload);
    return this.answer();
  }
}

export interface Plugged {
  readonly reader: RawReader;
  readonly card: CardSide;
  close(): Promise<void>;
}

/** A card that dialled a raw reader. */
export async function plugged(options: CardSideOptions): Promise<Plugged> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const dialled = dialVpcd({ ...options, port });
  const [socket] = (await once(server, 'connection')) as [Socket];
  const reader = new RawReader(socket);
  const card = await dialled;
  return {
    reader,
    card,
    async close() {
      await card.close();
      socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A raw reader that dialled a card. */
export async function dialling({ host = '127.0.0.1', port }: VpcdAddress): Promise<RawReader> {
  const socket = connect({ host, port: port! });
  await once(socket, 'connect');
  return new RawReader(socket);
}
