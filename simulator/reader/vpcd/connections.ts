/**
 * How a card and a vpcd reader find each other: the card dials a vpcd that listens (its usual way), or listens for one
 * that dials (`DEVICENAME host:port` in its configuration). Nobody shows who he is: whoever reaches the port has the
 * card, or puts one in. So the host is this machine unless somebody asks for another.
 */
import { connect, createServer, type Socket } from 'node:net';
import { TransportError } from '../../errors.ts';
import { type CardSide, type CardSideOptions, cardSide } from './card-side.ts';

/** 0x8C7B, the first slot of vpcd; the second listens on the next one. */
export const VPCD_PORT = 35_963;
export const VPCD_HOST = '127.0.0.1';

export interface VpcdAddress {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** Puts the card into a reader that listens. TransportError ERR_VPCD_DIAL if nobody does. */
export function dialVpcd(options: CardSideOptions & VpcdAddress): Promise<CardSide> {
  const { host = VPCD_HOST, port = VPCD_PORT } = options;
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const refused = (cause: NodeJS.ErrnoException): void =>
      reject(
        new TransportError(
          'ERR_VPCD_DIAL',
          `no vpcd reader at ${host}:${port} (${cause.code ?? cause.message})`,
          {
            hint: 'Start pcscd with the driver of vpcd (Debian: apt-get install pcscd vsmartcard-vpcd).',
            cause,
          },
        ),
      );
    socket.once('error', refused);
    socket.once('connect', () => {
      socket.off('error', refused);
      resolve(cardSide(socket, options));
    });
  });
}

export interface VpcdListener {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenForVpcdOptions extends CardSideOptions, VpcdAddress {
  /** Told of each reader that dials in. */
  readonly onReader?: ((reader: CardSide) => void) | undefined;
}

/**
 * Waits for readers that dial. One has the card at a time; one more waits until that one has gone, as a second card does
 * in front of a vpcd, and any other is turned away.
 * TransportError ERR_VPCD_LISTEN if the port cannot be had. Port 0 is one of the system's choice.
 */
export function listenForVpcd(options: ListenForVpcdOptions): Promise<VpcdListener> {
  const { host = VPCD_HOST, port = VPCD_PORT, onReader } = options;
  let current: CardSide | undefined;
  let next: Socket | undefined;
  const serve = (socket: Socket): void => {
    const side = cardSide(socket, options);
    current = side;
    void side.ended.then(() => {
      const waited = next;
      current = next = undefined;
      if (waited && server.listening) serve(waited);
      else waited?.destroy();
    });
    onReader?.(side);
  };
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    if (!current) serve(socket);
    else if (!next) next = socket;
    else socket.destroy();
  });
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new TransportError(
          'ERR_VPCD_LISTEN',
          `cannot listen on ${host}:${port} (${cause.code ?? cause.message})`,
          {
            hint: 'Choose another port.',
            cause,
          },
        ),
      ),
    );
    server.listen(port, host, () => {
      server.on('error', () => {}); // a refused accept must not end the process
      const address = server.address();
      resolve({
        host,
        port: typeof address === 'object' && address ? address.port : port,
        async close() {
          const stopped = new Promise<void>((done) => server.close(() => done()));
          next?.destroy();
          await current?.close();
          await stopped;
        },
      });
    });
  });
}
