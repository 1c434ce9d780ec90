/**
 * An IUT that speaks the contract over a WebSocket (RFC 6455): each message one text frame. Either the rig dials, or the
 * IUT does: a phone finds its way to a computer more easily than the other way round.
 */

import { WebSocket } from 'ws';
import { openDoor } from '../../simulator/reader/index.ts';
import { IutBroke } from './connector.ts';
import { type JsonRpcPeer, jsonRpcPeer } from './json-rpc.ts';
import { LINE_BYTES_MAX } from './line-peer.ts';
import { linkOn } from './link.ts';
import { type Program, type ProgramOptions, startProgram } from './program.ts';
import { whenReachable } from './reachable.ts';
import { type LinkSide, type RemoteConnector, type RemoteOptions, remoteConnector } from './remote.ts';
import type { TlsOptions } from './tls.ts';

/** A peer that does not read leaves what it was sent here. */
const UNREAD_BYTES_MAX = 16 * LINE_BYTES_MAX;
/** How long the other side may take to close. */
const CLOSE_LIMIT_MS = 1_000;

/** What the IUT did when it closed (RFC 6455, 7.4.1). */
const closing = (code: number, reason: string): string =>
  `closed the WebSocket (${code}${reason === '' ? '' : `, ${reason.slice(0, 120)}`})`;

/** The peer on a socket that is open or will be; what is called earlier waits. */
function peerOn(
  socket: Promise<WebSocket>,
  side: LinkSide,
  onDown: () => void,
): JsonRpcPeer & { close(): void } {
  let open: WebSocket | undefined;
  const waiting: string[] = [];
  const peer = jsonRpcPeer({
    send(message) {
      if (!open) waiting.push(message);
      else {
        open.send(message);
        if (open.bufferedAmount > UNREAD_BYTES_MAX)
          peer.fail(new IutBroke('garbage', 'the IUT does not read what it is sent'));
      }
    },
    onCall: side.onCall,
    onStray: side.onStray,
    onBroken(error) {
      onDown();
      side.onBroken(error);
    },
    peer: 'the IUT',
  });
  const during = (): string => (peer.open.length > 0 ? ` during ${peer.open.join(', ')}` : '');
  socket.then(
    (connected) => {
      open = connected;
      connected.on('message', (data: Buffer, isBinary: boolean) => {
        if (isBinary) peer.fail(new IutBroke('garbage', 'the IUT sent a binary frame; messages are text'));
        else peer.receive(data.toString('utf8'));
      });
      // What is no WebSocket, no UTF-8 or too long: ws tells it as an error and closes.
      connected.on('error', (cause) =>
        peer.fail(new IutBroke('garbage', `the IUT broke the WebSocket: ${cause.message}`, cause)),
      );
      connected.on('close', (code, reason) =>
        peer.fail(new IutBroke('crash', `the IUT ${closing(code, reason.toString())}${during()}`)),
      );
      for (const message of waiting.splice(0)) connected.send(message);
    },
    (error: unknown) =>
      peer.fail(
        error instanceof IutBroke ? error : new IutBroke('unreachable', (error as Error).message, error),
      ),
  );
  return {
    ...peer,
    get broken() {
      return peer.broken;
    },
    get open() {
      return peer.open;
    },
    close() {
      socket.then(
        (connected) => {
          connected.close(1000);
          setTimeout(() => connected.terminate(), CLOSE_LIMIT_MS).unref();
        },
        () => {},
      );
    },
  };
}

export interface DialOptions extends Omit<RemoteOptions, 'kind' | 'open'> {
  /** `ws:` or `wss:`. */
  readonly url: string;
  /** Shown as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  readonly tls?: TlsOptions | undefined;
  /** Starts the IUT; absent: it runs already. */
  readonly program?: ProgramOptions | undefined;
}

async function dial(
  { url, token, tls, headers, helloLimitMs }: DialOptions,
  gone: Promise<IutBroke>,
): Promise<WebSocket> {
  await whenReachable(url, gone, helloLimitMs);
  const socket = new WebSocket(url, {
    maxPayload: LINE_BYTES_MAX,
    followRedirects: false,
    headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(tls && { ca: tls.trust, cert: tls.certificate, key: tls.key }),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (cause) =>
      reject(new IutBroke('unreachable', `cannot open a WebSocket to ${url}: ${cause.message}`, cause)),
    );
  });
  return socket;
}

/** The rig dials. */
export const webSocketConnector = (options: DialOptions): RemoteConnector =>
  remoteConnector({
    ...options,
    kind: 'websocket',
    open(side) {
      const { promise: down, resolve: isDown } = Promise.withResolvers<void>();
      const program: Program | undefined = options.program && startProgram(options.program, () => peer.open);
      const never = new Promise<IutBroke>(() => {});
      const peer = peerOn(dial(options, program?.gone ?? never), side, isDown);
      void program?.gone.then((error) => peer.fail(error));
      return linkOn(peer, { down, close: () => peer.close(), program: () => program });
    },
  });

export interface ListenOptions extends Omit<RemoteOptions, 'kind' | 'open'> {
  /** Where the IUT dials; default a port of the system's choice. */
  readonly port?: number | undefined;
  /** What the IUT must show: `Authorization: Bearer …`, or `?token=…` where it cannot set header fields. */
  readonly token: string;
  readonly program?: ProgramOptions | undefined;
}

export interface ListeningConnector extends RemoteConnector {
  /** `ws://…/iut`, once it listens. */
  readonly url: Promise<string>;
  /** Calls at the door that were turned away, in words. */
  readonly turnedAway: readonly string[];
}

/** The IUT dials, and dials again when the connection was lost. A second one replaces the first. */
export function listeningConnector(options: ListenOptions): ListeningConnector {
  const { rigHost: host = '127.0.0.1', port = 0, token } = options;
  const turnedAway: string[] = [];
  let waiter: ((socket: WebSocket) => void) | undefined;
  /** One that dialled before it was wanted. */
  let spare: WebSocket | undefined;

  const door = openDoor({
    host,
    port,
    token,
    messageSizeMax: LINE_BYTES_MAX,
    refuses: (path) =>
      path === '/iut' ? undefined : { status: '404 Not Found', why: `asked for ${path}, not /iut` },
    onTurnedAway(why) {
      if (turnedAway.length < 20) turnedAway.push(why);
    },
    onVisitor(_, socket) {
      if (waiter) waiter(socket);
      else {
        spare?.close(1008, 'another one dialled in');
        spare = socket;
        socket.once('close', () => {
          if (spare === socket) spare = undefined;
        });
      }
      waiter = undefined;
    },
  });
  const url = door.then(
    (opened) => `ws://${host}:${opened.port}/iut`,
    (cause: Error) => {
      throw new IutBroke('unreachable', cause.message, cause);
    },
  );
  url.catch(() => {});

  const dialledIn = async (): Promise<WebSocket> => {
    await url;
    const ready = spare;
    spare = undefined;
    return ready ?? new Promise<WebSocket>((resolve) => (waiter = resolve));
  };
  const connector = remoteConnector({
    ...options,
    kind: 'websocket',
    open(side) {
      const { promise: down, resolve: isDown } = Promise.withResolvers<void>();
      let program: Program | undefined;
      const peer = peerOn(dialledIn(), side, isDown);
      if (options.program) {
        const asked = options.program;
        void url.then(
          (address) => {
            program = startProgram(
              { ...asked, env: { ...asked.env, FPOS_HIL_RIG: address, FPOS_HIL_TOKEN: token } },
              () => peer.open,
            );
            void program.gone.then((error) => peer.fail(error));
          },
          () => {},
        );
      }
      return linkOn(peer, { down, close: () => peer.close(), program: () => program });
    },
    async onClose() {
      spare?.terminate();
      await door.then(
        (opened) => opened.close(),
        () => {},
      );
    },
  });
  return { ...connector, url, turnedAway };
}
