/**
 * A private PC/SC service: a Unix socket behind which stand readers with virtual cards.
 *
 * Any program linked with libpcsclite reaches it when PCSCLITE_CSOCK_NAME names the socket: no root, no pcscd, no driver.
 * This file has the sockets; the protocol is in wire.ts and pcsc-session.ts, the readers in readers.ts
 * and virtual-reader.ts.
 */
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { Chip } from '../apdu/channel.ts';
import { TransportError, UsageError } from '../errors.ts';
import { type ServiceState, Session } from './pcsc-session.ts';
import { removeSocket, SOCKET_PATH_SIZE_MAX } from './private-socket.ts';
import { Readers } from './readers.ts';
import { SCARD_S_SUCCESS } from './scard.ts';
import type { OnExchange } from './slot.ts';
import type { Grace } from './virtual-reader.ts';
import { REQUEST_SIZE_MAX, takeRequest } from './wire.ts';

/** PCSC_MAX_CONTEXT_THREADS of pcscd: with the bound on a request, it bounds our memory (200 × 64 KiB). */
const CONNECTIONS_MAX = 200;

export interface ReaderOptions {
  /** The card in the reader, powered at once. Without one the reader is empty until `insert`. */
  readonly chip?: Chip;
  /** Kind of the reader, at most 121 bytes of UTF-8; SCardListReaders shows it with a number behind it (" 00 00"). */
  readonly name?: string;
  /** Told of each exchange that the card in this reader answered, in order. */
  readonly onExchange?: OnExchange;
}

export interface PcscServiceOptions {
  /** The readers at the start, at most 16; more can be plugged in later. */
  readonly readers: readonly ReaderOptions[];
  /** Where to listen; see `privateSocketPath`. Nothing may exist there. */
  readonly socketPath: string;
  /**
   * How long a card keeps its power when nobody uses it, as a wait that ends early when the signal comes. pcscd with a
   * CCID reader waits 5 seconds. Without one an unused card keeps its power, and so its verified PINs.
   */
  readonly grace?: Grace;
}

/** One reader of the service, as whoever handles the cards sees it. */
export interface PcscReader {
  /** As SCardListReaders shows it. */
  readonly name: string;
  /**
   * Puts a card in, by default the one that was in last; waiting clients are told. Does nothing if one is in, or if the
   * reader has been unplugged. UsageError ERR_CARD_ABSENT when there never was a card.
   */
  insert(chip?: Chip): Promise<void>;
  /** Takes the card out, even in the middle of a command; waiting clients are told. Does nothing if it is out. */
  remove(): Promise<void>;
  /** Takes the reader from the machine, with its card; waiting clients are told. Its place is free again. */
  unplug(): Promise<void>;
}

export interface PcscService {
  readonly socketPath: string;
  /** In the order in which they were plugged in; those that were unplugged are not among them. */
  readonly readers: readonly PcscReader[];
  /** One more reader; waiting clients are told. UsageError ERR_READER_NAME, ERR_READERS_FULL. */
  plug(options?: ReaderOptions): Promise<PcscReader>;
  /** Ends all connections, takes the cards out and removes the socket (and its private directory). */
  close(): Promise<void>;
}

/** Resolves when the client has read what we wrote, or is gone. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}

/** Serves one connection until it ends; whatever goes wrong on it ends it, and only it. */
function serve(service: ServiceState, socket: Socket): void {
  let received: Uint8Array = new Uint8Array(0);
  let busy = false;
  const session = new Session(service, (bytes) => socket.write(bytes));

  const answerAll = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      for (let next = takeRequest(received); next !== undefined; next = takeRequest(received)) {
        received = next.rest;
        const result = session.handle(next.request);
        const answer = result instanceof Promise ? await result : result;
        if (socket.destroyed) return;
        // A client that asks without reading its answers is not read either until it has.
        if (answer !== undefined && !socket.write(answer)) await drained(socket);
      }
      if (received.length < REQUEST_SIZE_MAX) socket.resume();
    } catch {
      // Malformed request, foreign handle, or a fault in an observer: as pcscd does, without an answer.
      socket.destroy();
    } finally {
      busy = false;
    }
  };

  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    // While a request is being answered, hold at most one more: clients of libpcsclite never send ahead.
    if (busy && received.length >= REQUEST_SIZE_MAX) socket.pause();
    void answerAll();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => void session.close());
}

function checkSocketPath(socketPath: string): void {
  if (Buffer.byteLength(socketPath) <= SOCKET_PATH_SIZE_MAX) return;
  throw new UsageError(
    'ERR_SOCKET_PATH',
    `socket path is longer than ${SOCKET_PATH_SIZE_MAX} bytes: ${socketPath}`,
    { hint: 'Use a shorter directory, for example under /tmp.' },
  );
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new TransportError('ERR_SOCKET_LISTEN', `cannot listen on ${socketPath}: ${cause.message}`, {
          cause,
        }),
      );
    });
    server.listen(socketPath, resolve);
  });
}

/** Puts a reader into the list, its card in it, and hands out what moves the card. */
async function plugReader(
  readers: Readers,
  { chip, name, onExchange }: ReaderOptions,
  forget: (reader: PcscReader) => void,
): Promise<PcscReader> {
  const reader = readers.plug(name, onExchange);
  let last = chip;
  if (last !== undefined) await reader.insert(last, false);
  const shown: PcscReader = {
    name: reader.name,
    async insert(next = last) {
      if (next === undefined) {
        throw new UsageError('ERR_CARD_ABSENT', `no card was ever in ${reader.name}`, {
          hint: 'Say which card to put in.',
        });
      }
      last = next;
      await reader.insert(next);
    },
    remove: () => reader.remove(),
    unplug() {
      forget(shown);
      return readers.unplug(reader);
    },
  };
  return shown;
}

/**
 * Starts the service with its readers. UsageError ERR_READER_NAME, ERR_READERS_FULL, ERR_SOCKET_PATH; TransportError
 * ERR_SOCKET_LISTEN if the path cannot be listened on. Only programs of the same user can connect.
 */
export async function startPcscService(options: PcscServiceOptions): Promise<PcscService> {
  const { socketPath } = options;
  checkSocketPath(socketPath);
  const sockets = new Set<Socket>();
  const sessions = new Set<Session>();
  const readers = new Readers(() => {
    for (const session of sessions) session.signal(SCARD_S_SUCCESS);
  }, options.grace);
  const shown: PcscReader[] = [];
  const plug = async (reader: ReaderOptions): Promise<PcscReader> => {
    const plugged = await plugReader(readers, reader, (gone) => {
      if (shown.includes(gone)) shown.splice(shown.indexOf(gone), 1);
    });
    shown.push(plugged);
    readers.announce();
    return plugged;
  };
  for (const reader of options.readers) await plug(reader);
  let lastContext = 0;
  const service: ServiceState = {
    readers,
    sessions,
    nextContext() {
      lastContext += 1;
      return lastContext;
    },
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(service, socket);
  });
  server.maxConnections = CONNECTIONS_MAX;
  try {
    await listen(server, socketPath);
  } catch (error) {
    await Promise.all(readers.all().map((reader) => reader.remove()));
    throw error;
  }
  server.on('error', () => {}); // A refused accept (too many open files) must not end the process.
  await chmod(socketPath, 0o600);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await stopped;
    await Promise.all(readers.all().map((reader) => reader.remove()));
    await removeSocket(socketPath);
  };
  return {
    socketPath,
    readers: shown,
    plug: (reader = {}) => plug(reader),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
