/**
 * The relay: cards over a WebSocket, in both directions. Who dials `/card` uses the card here; who dials `/reader` brings
 * one. A token keeps everybody else out; one user has the card at a time; a peer that is dead is noticed.
 */
import { WebSocket } from 'ws';
import type { CardChannel, Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { machineWait } from '../../world/index.ts';
import { inProcessReader } from '../channels.ts';
import type { OnExchange } from '../slot.ts';
import { openDoor, type TurnedAway } from './door.ts';
import { type Holder, holder } from './holder.ts';
import { MESSAGE_SIZE_MAX, RELAY_PROTOCOL } from './messages.ts';
import { type RemoteCard, remoteCard } from './user.ts';

/** A peer that does not answer a ping until the next is due is dead. */
const HEARTBEAT_MS = 15_000;
/** As many as our PC/SC service has readers. */
const GUESTS_MAX = 16;

export interface Heartbeat {
  /** Waits between two pings; default on the clock of this machine. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

export interface RelayOptions extends Heartbeat {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** What callers must show; at least 16 characters. */
  readonly token: string;
  /** The card here, for those who dial `/card`. Without one that path is refused. */
  readonly chip?: Chip | undefined;
  readonly onExchange?: OnExchange | undefined;
  /** Told of each card that somebody brings by `/reader`. Without it that path is refused. */
  readonly onGuest?: ((card: RemoteCard) => void) | undefined;
  /** Told why somebody was turned away. */
  readonly onTurnedAway?: ((why: string) => void) | undefined;
}

export interface Relay {
  readonly host: string;
  readonly port: number;
  /** `ws://…/card?token=…`, `ws://…/reader?token=…`. */
  url(path: 'card' | 'reader'): string;
  close(): Promise<void>;
}

/** Pings, and ends the connection of a peer that answers no more. It ends by itself with the connection. */
export async function keepAlive(socket: WebSocket, { wait = machineWait }: Heartbeat): Promise<void> {
  const over = new AbortController();
  let alive = true;
  socket.on('pong', () => {
    alive = true;
  });
  socket.once('close', () => over.abort());
  try {
    while (alive) {
      alive = false;
      socket.ping();
      await wait(HEARTBEAT_MS, over.signal);
    }
    socket.terminate();
  } catch {
    // the connection ended while we waited
  }
}

const NOT_HERE: TurnedAway = { status: '404 Not Found', why: 'asked for a path that is not served' };

/** TransportError ERR_DOOR_LISTEN; RangeError for a token that could be guessed. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { token, chip, onGuest, onExchange } = options;
  if (token.length < 16) throw new RangeError('a token has at least 16 characters');
  let user: Holder | undefined;
  const guests = new Set<RemoteCard>();

  const refuses = (path: string): TurnedAway | undefined => {
    if (path === '/card' && chip)
      return user ? { status: '409 Conflict', why: 'somebody else uses the card' } : undefined;
    if (path === '/reader' && onGuest)
      return guests.size >= GUESTS_MAX
        ? { status: '503 Service Unavailable', why: `${GUESTS_MAX} cards are here already` }
        : undefined;
    return NOT_HERE;
  };
  const door = await openDoor({
    host: options.host,
    port: options.port,
    token,
    messageSizeMax: MESSAGE_SIZE_MAX,
    protocol: RELAY_PROTOCOL,
    refuses,
    onTurnedAway: options.onTurnedAway,
    onVisitor(path, socket) {
      void keepAlive(socket, options);
      if (path === '/reader') {
        const card = remoteCard(socket);
        guests.add(card);
        void card.ended.then(() => guests.delete(card));
        onGuest?.(card);
        return;
      }
      const own = holder(socket, { channel: inProcessReader(chip!), atr: chip!.atr, onExchange });
      user = own;
      void own.ended.then(() => {
        user = undefined;
      });
    },
  });
  const { host, port } = door;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    host,
    port,
    url: (path) => `ws://${name}:${port}/${path}?token=${encodeURIComponent(token)}`,
    async close() {
      const last = user;
      await door.close();
      await last?.ended;
    },
  };
}

/** Undefined: it is open. */
function opened(socket: WebSocket, url: string): Promise<void> {
  const { host, pathname } = new URL(url); // never the token
  const fail = (why: string, cause?: unknown): TransportError =>
    new TransportError('ERR_RELAY_DIAL', `no relay at ${host}${pathname}: ${why}`, {
      hint: 'Take the whole URL, with its token, from where the relay printed it.',
      ...(cause !== undefined && { cause }),
    });
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_, response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text = `${text}${part}`.slice(0, 200);
      });
      response.once('end', () => reject(fail(text.trim() || `${response.statusCode}`)));
    });
    socket.once('error', (cause: NodeJS.ErrnoException) => reject(fail(cause.code ?? cause.message, cause)));
  });
}

const dial = (url: string): WebSocket => {
  if (!/^wss?:\/\//.test(url) || !URL.canParse(url))
    throw new TransportError('ERR_RELAY_DIAL', 'a relay has a ws: or wss: URL');
  const socket = new WebSocket(url, RELAY_PROTOCOL, { maxPayload: MESSAGE_SIZE_MAX, followRedirects: false });
  return socket.on('error', () => socket.terminate());
};

/** Dials a relay that has a card (`/card`): its card, once it has told whether one lies there. TransportError ERR_RELAY_DIAL. */
export async function dialRelayCard(url: string, heartbeat: Heartbeat = {}): Promise<RemoteCard> {
  const socket = dial(url);
  const card = remoteCard(socket); // listens before anything can come
  const told = new Promise<void>((resolve) => {
    card.onPresence = () => resolve();
  });
  await opened(socket, url);
  void keepAlive(socket, heartbeat);
  await told;
  card.onPresence = () => {};
  return card;
}

export interface Brought {
  readonly ended: Promise<void>;
  close(): void;
}

/** Dials a relay that takes cards (`/reader`) and brings this one. TransportError ERR_RELAY_DIAL. */
export async function bringCard(
  url: string,
  card: {
    readonly channel: CardChannel;
    readonly atr: Uint8Array;
    readonly onExchange?: OnExchange | undefined;
  },
  heartbeat: Heartbeat = {},
): Promise<Brought> {
  const socket = dial(url);
  await opened(socket, url);
  void keepAlive(socket, heartbeat);
  const { ended } = holder(socket, card);
  return { ended, close: () => socket.close(1000) };
}
