/** A fuzzer for the relay: at its door, as a user of the card, and as one who brings a card. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { CardChannel } from '../../../apdu/channel.ts';
import type { Chance } from '../../../world/index.ts';
import { answered, found, turns, underFire } from '../../testing/under-fire.ts';
import { bringCard, dialRelayCard, type Relay } from '../relay.ts';
import type { RemoteCard } from '../user.ts';

const CHALLENGE = Uint8Array.of(0x00, 0x84, 0x00, 0x00);
/** An honest caller comes again while those who have just died are let go of. */
const ROUNDS_MAX = 50;

export interface FuzzedRelay {
  readonly relay: Relay;
  /** Of the relay's token. */
  readonly token: string;
  /** The next card that somebody brings. */
  nextGuest(): Promise<RemoteCard>;
}

function json(chance: Chance): string {
  const id = chance.below(8) ? 1 + chance.below(5) : chance.below(2 ** 40) - 5;
  const hex = Buffer.from(
    chance.bytes(chance.below(6) ? 1 + chance.below(40) : chance.below(3_000)),
  ).toString('hex');
  const usual: readonly unknown[] = [
    { id, op: 'connect' },
    { id, op: 'transmit', capdu: hex },
    { id, op: 'transmit', capdu: hex },
    { id, op: 'reset' },
    { id, op: 'disconnect' },
    { card: 'present', atr: '3B80800101' },
    { card: 'absent' },
    { id, atr: '3B80800101' },
    { id, rapdu: hex },
    { id },
    { id, error: 'ERR_CARD_REMOVED' },
  ];
  const odd: readonly unknown[] = [
    { id, op: 'transmit', capdu: hex.slice(1) },
    { id, op: 'transmit' },
    { id, op: '__proto__' },
    { id: String(id), op: 'connect' },
    { card: 'present', atr: hex },
    { id, rapdu: 'zz' },
    [],
    null,
    hex,
    id,
  ];
  const text = JSON.stringify(chance.below(12) ? chance.pick(usual) : chance.pick(odd));
  return chance.below(25) ? text : text.slice(0, chance.below(text.length + 1));
}

function send(socket: WebSocket, chance: Chance): void {
  switch (chance.below(40)) {
    case 0:
      socket.send(chance.bytes(chance.below(200)), { binary: true });
      break;
    case 1:
      socket.send('x'.repeat(140_000));
      break;
    case 2:
      socket.ping();
      break;
    case 3: // a message in two frames
      socket.send('{"id":', { fin: false });
      socket.send('1,"op":"connect"}', { fin: true });
      break;
    case 4: // bytes that are no frame
      (socket as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket.write(
        chance.bytes(1 + chance.below(60)),
      );
      break;
    default:
      socket.send(json(chance));
  }
}

/** Noise where a handshake should be. */
async function atTheDoor(chance: Chance, { host, port }: Relay): Promise<number> {
  const socket = connect({ host, port });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await answered('a new connection', once(socket, 'connect'));
  const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n';
  socket.write(
    chance.pick([
      chance.bytes(1 + chance.below(200)),
      'GET /card HTTP/1.1\r\n\r\n',
      `GET http://[ HTTP/1.1\r\nhost: x\r\n${upgrade}\r\n`,
      `GET /card?token=%ff HTTP/1.1\r\nhost: x\r\n${upgrade}sec-websocket-key: ${chance.id(8)}\r\n\r\n`,
      `GET /card?token=wrong HTTP/1.1\r\nhost: x\r\n${upgrade}`,
    ]),
  );
  await turns(3);
  socket.destroy();
  await answered('the end of a connection', closed);
  return 1;
}

async function fuzzOnce(chance: Chance, { relay }: FuzzedRelay, messages: number): Promise<number> {
  const where = chance.below(8);
  if (where === 0) return atTheDoor(chance, relay);
  const socket = new WebSocket(relay.url(where < 5 ? 'card' : 'reader'), { autoPong: chance.below(2) === 0 });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()));
  await answered('a new connection', Promise.race([opened, closed])); // or it was turned away
  let sent = 0;
  // Honest first, so that its nonsense gets somewhere.
  if (where < 5 && chance.below(5) && socket.readyState === socket.OPEN) {
    socket.send('{"id":1,"op":"connect"}');
    await turns(3);
  }
  for (; sent < messages && socket.readyState === socket.OPEN; sent += 1) {
    send(socket, chance);
    await turns(1 + chance.below(3));
  }
  if (chance.below(2)) socket.terminate();
  else socket.close();
  await answered('the end of a connection', closed);
  return Math.max(sent, 1);
}

async function exchanged(channel: CardChannel, expected: Uint8Array): Promise<void> {
  await answered('an honest connect', channel.connect());
  const rapdu = await answered('an honest APDU', channel.transmit(CHALLENGE));
  if (Buffer.compare(rapdu, expected) !== 0) throw found('wrong answer', Buffer.from(rapdu).toString('hex'));
  await answered('an honest disconnect', channel.disconnect());
}

async function honestUser({ relay }: FuzzedRelay, expected: Uint8Array): Promise<void> {
  for (let round = 0; ; round += 1) {
    const dialled = await answered(
      'an honest call',
      dialRelayCard(relay.url('card')).catch((error: Error) => error),
    );
    if (!(dialled instanceof Error)) {
      await exchanged(dialled.channel, expected);
      dialled.close();
      await answered('the end of an honest user', dialled.ended);
      return;
    }
    if (round === ROUNDS_MAX) throw found('leak of handles', `nobody is left, and ${dialled.message}`);
    await turns(5);
  }
}

async function honestHolder({ relay, nextGuest }: FuzzedRelay, expected: Uint8Array): Promise<void> {
  const came = nextGuest();
  const channel: CardChannel = {
    connect: async () => ({ atr: Uint8Array.of(0x3b, 0x80) }),
    transmit: async () => expected,
    reset: async () => ({ atr: Uint8Array.of(0x3b, 0x80) }),
    disconnect: async () => {},
  };
  const brought = await answered(
    'an honest card',
    bringCard(relay.url('reader'), { channel, atr: Uint8Array.of(0x3b, 0x80) }),
  );
  const guest = await answered('its arrival', came);
  await exchanged(guest.channel, expected);
  brought.close();
  await answered('the end of an honest holder', brought.ended);
  await answered('its leaving', guest.ended);
}

/** `expected`: the answer of the card to 00 84 00 00. Throws what it found. */
export const fuzzRelay = (target: FuzzedRelay, chance: Chance, messages: number, expected: Uint8Array) =>
  underFire(
    {
      once: (drawn, count) => fuzzOnce(drawn, target, count),
      async honest() {
        await honestUser(target, expected);
        await honestHolder(target, expected);
      },
    },
    chance,
    messages,
  );
