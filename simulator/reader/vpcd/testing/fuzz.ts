/** A fuzzer for a card that waits for vpcd readers: frames, halves of frames and noise. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Chance } from '../../../world/index.ts';
import { answered, found, turns, underFire } from '../../testing/under-fire.ts';
import type { VpcdAddress } from '../connections.ts';
import { frameOf } from '../frames.ts';
import { dialling } from './raw-reader.ts';

/** 00 84 00 00, and the power that a card needs before. */
const CHALLENGE = Uint8Array.of(0x00, 0x84, 0x00, 0x00);
const [ON, ATR] = [[1], [4]];

function payload(chance: Chance): Uint8Array {
  switch (chance.below(8)) {
    case 0:
    case 1:
    case 2:
      return Uint8Array.of(chance.below(6));
    case 3:
      return chance.bytes(1);
    case 4:
      return chance.bytes(1 + chance.below(3_000));
    case 5:
      return new Uint8Array(65_535);
    default:
      return chance.bytes(2 + chance.below(40));
  }
}

function message(chance: Chance): Uint8Array {
  const bytes = frameOf(payload(chance));
  switch (chance.below(30)) {
    case 0:
      return bytes.subarray(0, chance.below(bytes.length));
    case 1:
      return chance.bytes(1 + chance.below(400));
    case 2:
      return Uint8Array.of(0, 0);
    case 3: // more is announced than comes
      return Uint8Array.of(0xff, 0xff, ...bytes.subarray(2, 40));
    default:
      return bytes;
  }
}

/** Sends nonsense in pieces or in one, reads its answers or not, and goes politely or not. */
async function fuzzOnce(chance: Chance, { host, port }: VpcdAddress, messages: number): Promise<number> {
  const socket: Socket = connect({ host: host!, port: port! });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await answered('a new connection', once(socket, 'connect'));
  if (chance.below(4)) socket.resume();
  let sent = 0;
  for (; sent < messages && !socket.destroyed && !socket.readableEnded; sent += 1) {
    const bytes = message(chance);
    const cut = chance.below(3) ? 0 : chance.below(bytes.length + 1);
    if (cut > 0) socket.write(bytes.subarray(0, cut));
    if (cut > 0) await turns(1);
    socket.write(bytes.subarray(cut));
    await turns(chance.below(3));
  }
  if (chance.below(2)) socket.destroy();
  else {
    socket.resume();
    socket.end();
  }
  await answered('the end of a connection', closed);
  return sent;
}

async function honest(target: VpcdAddress, expected: Uint8Array): Promise<void> {
  const reader = await answered('an honest connection', dialling(target));
  const closed = once(reader.socket, 'close');
  reader.send(ON, ATR);
  await answered('an honest GET ATR', reader.answer());
  const rapdu = await answered('an honest APDU', reader.ask(CHALLENGE));
  if (Buffer.compare(rapdu, expected) !== 0) throw found('wrong answer', Buffer.from(rapdu).toString('hex'));
  if (reader.unread > 0) throw found('wrong answer', 'an answer that nobody asked for');
  reader.socket.destroy();
  await answered('the end of an honest connection', closed);
}

/** `expected`: the answer of the card to 00 84 00 00. Throws what it found. */
export const fuzzVpcd = (target: VpcdAddress, chance: Chance, messages: number, expected: Uint8Array) =>
  underFire(
    { once: (drawn, count) => fuzzOnce(drawn, target, count), honest: () => honest(target, expected) },
    chance,
    messages,
  );
