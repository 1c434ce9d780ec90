/**
 * A private PC/SC service: a Unix socket behind which stands one reader with a virtual card.
 *
 * Any program linked with libpcsclite reaches it when PCSCLITE_CSOCK_NAME names the socket: no root, no pcscd, no driver.
 * This file has the sockets; the protocol is in wire.ts and pcsc-session.ts, the reader in virtual-reader.ts.
 */
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { Chip } from '../apdu/channel.ts';
import { TransportError, UsageError } from '../errors.ts';
import { type ServiceState, Session } from './pcsc-session.ts';
import { removeSocket, SOCKET_PATH_SIZE_MAX } from './private-socket.ts';
import { READER_NAME_SIZE, SCARD_S_SUCCESS } from './scard.ts';
import type { OnExchange } from './slot.ts';
import { VirtualReader } from './virtual-reader.ts';
import { REQUEST_SIZE_MAX, takeRequest } from './wire.ts';

/** PCSC_MAX_CONTEXT_THREADS of pcscd: with the bound on a request, it bounds our memory (200 × 64 KiB). */
const CONNECTIONS_MAX = 200;
const DEFAULT_READER_NAME = 'fpos-hil TEST Virtual Reader 00 00';

export interface PcscServiceOptions {
  /** The card in the reader. It is powered when the service starts. */
  readonly chip: Chip;
  /** Shown by SCardListReaders; at most 127 bytes of UTF-8. */
  readonly readerName?: string;
  /** Where to listen; see `privateSocketPath`. Nothing may exist there. */
  readonly socketPath: string;
  /** Told of each exchange that the card answered, in order. */
  readonly onExchange?: OnExchange;
}

export interface PcscService {
  readonly socketPath: string;
  readonly readerName: string;
  /** Puts the card back; waiting clients are told. Does nothing if it is in. */
  insert(): Promise<void>;
  /** Takes the card out, even in the middle of a command; waiting clients are told. Does nothing if it is out. */
  remove(): Promise<void>;
  /** Ends all connections, takes the card out and removes the socket (and its private directory). */
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

function checkOptions(readerName: string, socketPath: string): void {
  const nameSize = Buffer.byteLength(readerName);
  if (nameSize === 0 || nameSize >= READER_NAME_SIZE || readerName.includes('\0')) {
    throw new UsageError(
      'ERR_READER_NAME',
      `reader name must have 1 to ${READER_NAME_SIZE - 1} bytes and no zero`,
    );
  }
  if (Buffer.byteLength(socketPath) > SOCKET_PATH_SIZE_MAX) {
    throw new UsageError(
      'ERR_SOCKET_PATH',
      `socket path is longer than ${SOCKET_PATH_SIZE_MAX} bytes: ${socketPath}`,
      {
        hint: 'Use a shorter directory, for example under /tmp.',
      },
    );
  }
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

/**
 * Starts the service with the card in the reader. UsageError ERR_READER_NAME, ERR_SOCKET_PATH; TransportError
 * ERR_SOCKET_LISTEN if the path cannot be listened on. Only programs of the same user can connect.
 */
export async function startPcscService(options: PcscServiceOptions): Promise<PcscService> {
  const { chip, socketPath, onExchange, readerName = DEFAULT_READER_NAME } = options;
  checkOptions(readerName, socketPath);
  const reader = new VirtualReader(readerName, chip, onExchange);
  const sockets = new Set<Socket>();
  const sessions = new Set<Session>();
  let lastContext = 0;
  const service: ServiceState = {
    reader,
    sessions,
    nextContext() {
      lastContext += 1;
      return lastContext;
    },
  };
  reader.onChange = () => {
    for (const session of sessions) session.signal(SCARD_S_SUCCESS);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(service, socket);
  });
  server.maxConnections = CONNECTIONS_MAX;
  await listen(server, socketPath);
  server.on('error', () => {}); // A refused accept (too many open files) must not end the process.
  await chmod(socketPath, 0o600);
  await reader.insert(false);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await stopped;
    await reader.remove();
    await removeSocket(socketPath);
  };
  return {
    socketPath,
    readerName,
    insert: () => reader.insert(),
    remove: () => reader.remove(),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
