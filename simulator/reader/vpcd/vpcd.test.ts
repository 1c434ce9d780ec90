/** The stream of vpcd, byte by byte: what a card answers, and what it must never do to the driver behind it. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { TINY_ATR, tinyChip } from '../testing/tiny-chip.ts';
import { type CardSide, type CardSideOptions, cardSide } from './card-side.ts';
import { dialVpcd, listenForVpcd } from './connections.ts';
import { CONTROL, Deframer, FRAME_PAYLOAD_MAX, frameOf } from './frames.ts';
import { vpcdReader } from './reader-side.ts';
import { dialling, type Plugged, plugged, RawReader } from './testing/raw-reader.ts';

const SELECT = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c);
const ON = [CONTROL.powerOn];
const OFF = [CONTROL.powerOff];
const RESET = [CONTROL.reset];
const ATR = [CONTROL.getAtr];
const echo = (capdu: Uint8Array): Uint8Array => Uint8Array.of(...capdu, 0x90, 0x00);

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function plug(options: CardSideOptions): Promise<Plugged> {
  const made = await plugged(options);
  ends.push(made.close);
  return made;
}

test('a frame cut anywhere, and frames glued together, are the same stream', () => {
  const payloads = [Uint8Array.of(4), SELECT, new Uint8Array(300).fill(7)];
  const stream = Buffer.concat(payloads.map(frameOf));
  for (let cut = 0; cut <= stream.length; cut++) {
    const deframer = new Deframer();
    const got = [...deframer.take(stream.subarray(0, cut)), ...deframer.take(stream.subarray(cut))];
    expect(got.map((bytes) => [...bytes])).toEqual(payloads.map((bytes) => [...bytes]));
  }
  const single = new Deframer();
  expect([...stream].flatMap((byte) => single.take(Uint8Array.of(byte)))).toHaveLength(payloads.length);
});

test('the longest frame comes through in one piece', () => {
  const payload = new Uint8Array(FRAME_PAYLOAD_MAX).fill(9);
  expect(new Deframer().take(frameOf(payload))).toEqual([payload]);
});

test('ATR, power and APDU as pcscd asks for them', async () => {
  const chip = tinyChip();
  const { reader, card } = await plug({ chip });
  expect(await reader.ask(ATR)).toEqual(TINY_ATR);
  await card.inserted;
  expect(chip.powerOps).toEqual([]); // looking whether a card is there gives it no power
  reader.send(ON, ATR);
  expect(await reader.answer()).toEqual(TINY_ATR);
  expect(await reader.ask(SELECT)).toEqual(echo(SELECT));
  reader.send(RESET, ATR); // in one segment
  await reader.answer();
  reader.send(OFF);
  reader.send(RESET, ATR); // a reset of a card without power is a power-on
  await reader.answer();
  expect(chip.powerOps).toEqual(['on', 'reset', 'off', 'on']);
  expect(reader.unread).toBe(0);
});

test('each answer is one write on a socket that does not wait: the driver would wait for a second part', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: (server.address() as { port: number }).port });
  const writes = vi.spyOn(socket, 'write');
  const noDelay = vi.spyOn(socket, 'setNoDelay');
  const card = cardSide(socket, { chip: tinyChip() });
  ends.push(card.close, () => new Promise((resolve) => server.close(() => resolve())));
  const reader = new RawReader(((await once(server, 'connection')) as [Socket])[0]);
  await reader.ask(SELECT);
  await reader.ask(ATR);
  expect(writes.mock.calls.map(([bytes]) => bytes.length)).toEqual([
    2 + SELECT.length + 2,
    2 + TINY_ATR.length,
  ]);
  expect(noDelay).toHaveBeenCalledWith(true);
});

test('power commands and unknown ones are never answered', async () => {
  const { reader } = await plug({ chip: tinyChip() });
  reader.send(ON, RESET, OFF, [3], [0xff], ATR);
  expect(await reader.answer()).toEqual(TINY_ATR);
  expect(reader.unread).toBe(0);
});

test('an APDU to a card without power gives it power first', async () => {
  const chip = tinyChip();
  const { reader } = await plug({ chip });
  expect(await reader.ask(SELECT)).toEqual(echo(SELECT));
  expect(chip.powerOps).toEqual(['on']);
});

test('answers keep their order though the card needs time for one', async () => {
  const slow = Promise.withResolvers<Uint8Array>();
  const { reader } = await plug({
    chip: tinyChip((capdu) => (capdu[1] === 0x2a ? slow.promise : echo(capdu))),
  });
  reader.send([0, 0x2a, 0, 0], ATR, SELECT);
  slow.resolve(Uint8Array.of(0x90, 0x00));
  expect(await reader.answer()).toEqual(Uint8Array.of(0x90, 0x00));
  expect(await reader.answer()).toEqual(TINY_ATR);
  expect(await reader.answer()).toEqual(echo(SELECT));
});

test('a reader that does not wait for its answers gets them all the same', async () => {
  const { reader } = await plug({ chip: tinyChip(async (capdu) => echo(capdu)) });
  const commands = Array.from({ length: 500 }, (_, i) => Uint8Array.of(0, 0xb0, i >> 8, i & 255));
  reader.send(...commands);
  for (const command of commands) expect(await reader.answer()).toEqual(echo(command));
});

test.each([
  ['no bytes', 0],
  ['more bytes than a frame carries', FRAME_PAYLOAD_MAX + 1],
])('an answer of %s takes the card out instead of hanging the driver', async (_, length) => {
  const { reader, card } = await plug({ chip: tinyChip(() => new Uint8Array(length)) });
  await expect(reader.ask(SELECT)).rejects.toThrow('closed by the card');
  expect(await card.ended).toMatchObject({ code: 'ERR_VPCD_ANSWER' });
});

test.each([0, 34])('an ATR of %i bytes never reaches the driver', async (length) => {
  const chip: Chip = { ...tinyChip(), atr: new Uint8Array(length) };
  const { reader, card } = await plug({ chip });
  await expect(reader.ask(ATR)).rejects.toThrow('closed by the card');
  expect(await card.ended).toMatchObject({ code: 'ERR_VPCD_ANSWER' });
});

test('the longest answer, the longest ATR and the longest command are carried', async () => {
  const long = new Uint8Array(FRAME_PAYLOAD_MAX).fill(0x5a);
  const atr = new Uint8Array(33).fill(0x3b);
  const { reader } = await plug({ chip: { ...tinyChip(() => long), atr } });
  expect(await reader.ask(long)).toEqual(long);
  expect(await reader.ask(ATR)).toEqual(atr);
});

test('a card torn away in the middle of a command is out of the reader', async () => {
  const torn = new TransportError('ERR_CARD_REMOVED', 'torn away');
  const chip = tinyChip(() => Promise.reject(torn));
  const { reader, card } = await plug({ chip });
  await expect(reader.ask(SELECT)).rejects.toThrow('closed by the card');
  expect(await card.ended).toBe(torn);
  expect(chip.powerOps).toEqual(['on', 'off']);
});

test('the end of a reader takes the power away, also from a mute card', async () => {
  const chip = tinyChip(() => new Promise(() => {}));
  const { reader, card } = await plug({ chip });
  reader.send(SELECT);
  while (chip.capdus.length === 0) await new Promise(setImmediate);
  reader.socket.destroy();
  expect(await card.ended).toBeUndefined();
  expect(chip.powerOps).toEqual(['on', 'off']);
});

test('a frame without content ends that connection', async () => {
  const { reader, card } = await plug({ chip: tinyChip() });
  reader.socket.write(Uint8Array.of(0, 0));
  expect(await card.ended).toMatchObject({ code: 'ERR_VPCD_STREAM' });
});

test('misbehaviour on purpose: half a frame, then silence', async () => {
  const half = (frame: Uint8Array) => [frame.subarray(0, 3), 'close'] as const;
  const { reader } = await plug({ chip: tinyChip(), onWire: half });
  const chunks: number[] = [];
  reader.socket.on('data', (chunk) => chunks.push(...chunk));
  await expect(reader.ask(SELECT)).rejects.toThrow('closed by the card');
  expect(chunks).toEqual([0, 6, 0x00]);
});

test('nobody listens: the message says where, and what to start', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  await expect(dialVpcd({ chip: tinyChip(), port })).rejects.toMatchObject({
    code: 'ERR_VPCD_DIAL',
    message: expect.stringContaining(`127.0.0.1:${port} (ECONNREFUSED)`),
    hint: expect.stringContaining('vsmartcard-vpcd'),
  });
});

test('a card that listens serves one reader at a time; the next waits, and a third is turned away', async () => {
  const chip = tinyChip();
  const readers: CardSide[] = [];
  const listener = await listenForVpcd({ chip, port: 0, onReader: (reader) => readers.push(reader) });
  ends.push(listener.close);
  const first = await dialling(listener);
  expect(await first.ask(ATR)).toEqual(TINY_ATR);
  const second = await dialling(listener);
  second.send(ATR);
  const third = await dialling(listener);
  await expect(third.ask(ATR)).rejects.toThrow('closed by the card');
  expect(await first.ask(SELECT)).toEqual(echo(SELECT));
  expect(second.unread).toBe(0);
  first.socket.destroy();
  expect(await second.answer()).toEqual(TINY_ATR);
  expect(readers).toHaveLength(2);
  expect(chip.powerOps).toEqual(['on', 'off']);
});

test('a port that is taken', async () => {
  const listener = await listenForVpcd({ chip: tinyChip(), port: 0 });
  ends.push(listener.close);
  await expect(listenForVpcd({ chip: tinyChip(), port: listener.port })).rejects.toMatchObject({
    code: 'ERR_VPCD_LISTEN',
  });
});

test('our own reader and our own card', async () => {
  const chip = tinyChip();
  const listener = await listenForVpcd({ chip, port: 0 });
  ends.push(listener.close);
  const { socket } = await dialling(listener);
  socket.removeAllListeners('data');
  const reader = vpcdReader(socket);
  await reader.chip.power('on');
  expect(reader.chip.atr).toEqual(TINY_ATR);
  expect(await reader.chip.transmit(SELECT)).toEqual(echo(SELECT));
  await reader.chip.power('reset');
  await expect(reader.chip.transmit(Uint8Array.of(4))).rejects.toMatchObject({ code: 'ERR_VPCD_APDU' });
  await expect(reader.chip.transmit(new Uint8Array(65_536))).rejects.toMatchObject({ code: 'ERR_VPCD_APDU' });
  await reader.chip.power('off');
  const pending = reader.chip.transmit(SELECT);
  await expect(reader.chip.transmit(SELECT)).rejects.toMatchObject({ code: 'ERR_READER_BUSY' });
  await pending;
  expect(chip.powerOps).toEqual(['on', 'reset', 'off', 'on']);
  await listener.close();
  await reader.gone;
  await expect(reader.chip.transmit(SELECT)).rejects.toMatchObject({ code: 'ERR_CARD_REMOVED' });
});

test('our own reader throws a card out that speaks unasked', async () => {
  const server = createServer((socket) => socket.end(frameOf(SELECT))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { socket } = await dialling({ port: (server.address() as { port: number }).port });
  socket.removeAllListeners('data');
  await vpcdReader(socket).gone;
});
