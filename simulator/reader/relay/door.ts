/**
 * A door for WebSockets: a port on which those are let in who show the token and ask for a path that there is.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { TransportError } from '../../errors.ts';

/** A refusal at the door, as HTTP tells it. */
export interface TurnedAway {
  readonly status: `${number} ${string}`;
  readonly why: string;
}

export interface DoorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default 0: one of the system's choice. */
  readonly port?: number | undefined;
  /** Shown as `Authorization: Bearer …`, or `?token=…` where header fields cannot be set. */
  readonly token: string;
  readonly messageSizeMax: number;
  /** Of the WebSocket's handshake; whoever names others, and not this one, is turned away. */
  readonly protocol?: string | undefined;
  /** Asked of whoever shows the token: why not, or undefined. */
  readonly refuses: (path: string) => TurnedAway | undefined;
  readonly onVisitor: (path: string, socket: WebSocket) => void;
  readonly onTurnedAway?: ((why: string) => void) | undefined;
}

export interface Door {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The digests have one length, so the time tells nothing, not even how long the token is. */
export function isSameSecret(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(x!, y!);
}

const tokenIn = (request: IncomingMessage, url: URL): string | undefined =>
  url.searchParams.get('token') ?? /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];

/** What a stranger sends as a request line may be no URL at all. */
const urlOf = (request: IncomingMessage): URL | undefined =>
  URL.canParse(request.url ?? '', 'http://door') ? new URL(request.url ?? '', 'http://door') : undefined;

/** Opens the door. TransportError ERR_DOOR_LISTEN if the port cannot be had. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { host = '127.0.0.1', port = 0, token, protocol, refuses, onVisitor } = options;
  const server = createServer((_, response) => response.writeHead(426).end('speak WebSocket'));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.messageSizeMax,
    handleProtocols: (offered) => (protocol !== undefined && offered.has(protocol) ? protocol : false),
  });

  function whyNot(request: IncomingMessage, url: URL | undefined): TurnedAway | undefined {
    if (!url) return { status: '400 Bad Request', why: 'asked for no URL' };
    const shown = tokenIn(request, url);
    if (shown === undefined) return { status: '401 Unauthorized', why: 'showed no token' };
    if (!isSameSecret(shown, token)) return { status: '403 Forbidden', why: 'showed a wrong token' };
    const offered = request.headers['sec-websocket-protocol'];
    if (protocol !== undefined && offered !== undefined && !offered.split(/\s*,\s*/).includes(protocol))
      return { status: '400 Bad Request', why: `speaks ${offered.slice(0, 80)}, not ${protocol}` };
    return refuses(url.pathname);
  }
  server.on('upgrade', (request: IncomingMessage, duplex: Duplex, head: Buffer) => {
    duplex.on('error', () => duplex.destroy());
    const url = urlOf(request);
    const no = whyNot(request, url);
    if (no) {
      options.onTurnedAway?.(no.why);
      const body = `${no.why}\n`;
      duplex.end(
        `HTTP/1.1 ${no.status}\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      return;
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      socket.on('error', () => socket.terminate());
      onVisitor(url!.pathname, socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new TransportError(
          'ERR_DOOR_LISTEN',
          `cannot listen on ${host}:${port} (${cause.code ?? cause.message})`,
          {
            hint: 'Choose another port.',
            cause,
          },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  server.on('error', () => {}); // a refused accept must not end the process
  return {
    host,
    port: (server.address() as AddressInfo).port,
    async close() {
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets.clients) socket.terminate();
      });
    },
  };
}
