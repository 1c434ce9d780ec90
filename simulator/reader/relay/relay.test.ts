/** The relay in both directions, and everybody whom it must not serve. */
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Chip } from '../../apdu/channel.ts';
import { TransportError } from '../../errors.ts';
import { inProcessReader } from '../channels.ts';
import { startPcscService } from '../pcsc-service.ts';
import { privateSocketPath } from '../private-socket.ts';
import { PcscTestClient } from '../testing/pcsc-test-client.ts';
import { TINY_ATR, tinyChip } from '../testing/tiny-chip.ts';
import { guestReaders } from './guests.ts';
import { MESSAGE_SIZE_MAX, RELAY_PROTOCOL } from './messages.ts';
import { bringCard, dialRelayCard, type Relay, type RelayOptions, startRelay } from './relay.ts';
import { chipOfChannel, type RemoteCard } from './user.ts';

const TOKEN = 'sixteen-letters!';
const SELECT = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c);
const ECHO = Uint8Array.of(...SELECT, 0x90, 0x00);
const ATR_HEX = '3B80800101';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** No heartbeat unless a test wants one. */
const never = (_: number, signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(new Error('over'))));

async function relay(options: Partial<RelayOptions>): Promise<Relay> {
  const started = await startRelay({ token: TOKEN, wait: never, ...options });
  ends.push(started.close);
  return started;
}

/** A bare WebSocket and the messages that came. */
async function bare(
  url: string,
): Promise<{ socket: WebSocket; next(): Promise<unknown>; closed: Promise<[number, Buffer]> }> {
  const socket = new WebSocket(url);
  const came: unknown[] = [];
  let wake = (): void => {};
  socket.on('message', (data: Buffer) => {
    came.push(JSON.parse(data.toString()));
    wake();
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close') as Promise<[number, Buffer]>;
  void closed.then(() => wake());
  await once(socket, 'open');
  ends.push(() => socket.terminate());
  return {
    socket,
    closed,
    async next() {
      while (came.length === 0) {
        if (socket.readyState === socket.CLOSED) throw new Error('closed by the relay');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return came.shift();
    },
  };
}

/** The status that the door answers an upgrade with. */
async function statusOf(url: string, options: { headers?: Record<string, string>; protocol?: string } = {}) {
  const { protocol, ...rest } = options;
  const socket = protocol === undefined ? new WebSocket(url, rest) : new WebSocket(url, protocol, rest);
  const answered = new Promise<number | undefined>((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode));
  });
  socket.on('error', () => {});
  const status = await answered;
  socket.terminate();
  return status;
}

test('the card here, used from elsewhere: connect, exchange, reset, disconnect', async () => {
  const chip = tinyChip();
  const seen: string[] = [];
  const { url } = await relay({ chip, onExchange: (capdu) => seen.push(Buffer.from(capdu).toString('hex')) });
  const card = await dialRelayCard(url('card'));
  ends.push(card.close);
  expect(card.atr).toEqual(TINY_ATR);
  await expect(card.channel.transmit(SELECT)).rejects.toMatchObject({ code: 'ERR_CARD_ABSENT' });
  expect(await card.channel.connect()).toEqual({ atr: TINY_ATR });
  expect(await card.channel.transmit(SELECT)).toEqual(ECHO);
  expect(await card.channel.reset()).toEqual({ atr: TINY_ATR });
  await card.channel.disconnect();
  expect(chip.powerOps).toEqual(['on', 'reset', 'off']);
  expect(seen).toEqual(['00a4040c']);
});

test('messages are as docs/relay.md has them', async () => {
  const { url } = await relay({ chip: tinyChip() });
  const { socket, next } = await bare(url('card'));
  const ask = (message: unknown) => {
    socket.send(JSON.stringify(message));
    return next();
  };
  expect(await next()).toEqual({ card: 'present', atr: ATR_HEX });
  expect(await ask({ id: 1, op: 'connect' })).toEqual({ id: 1, atr: ATR_HEX });
  expect(await ask({ id: 2, op: 'transmit', capdu: '00a4040c' })).toEqual({ id: 2, rapdu: '00A4040C9000' });
  expect(await ask({ id: 3, op: 'reset' })).toEqual({ id: 3, atr: ATR_HEX });
  expect(await ask({ id: 4, op: 'connect' })).toEqual({
    id: 4,
    error: 'ERR_READER_BUSY',
    says: 'this presence of the card has already begun',
  });
  expect(await ask({ id: 5, op: 'disconnect' })).toEqual({ id: 5 });
});

test('the longest C-APDU and R-APDU are carried', async () => {
  const capdu = new Uint8Array(65_544).fill(0x5a);
  const { url } = await relay({ chip: tinyChip((sent) => sent.subarray(0, 65_538)) });
  const card = await dialRelayCard(url('card'));
  ends.push(card.close);
  await card.channel.connect();
  expect(await card.channel.transmit(capdu)).toEqual(capdu.subarray(0, 65_538));
});

test('the end of the user is the end of the presence, and the card is free for the next', async () => {
  const chip = tinyChip();
  const { url } = await relay({ chip });
  const first = await dialRelayCard(url('card'));
  await first.channel.connect();
  expect(await statusOf(url('card'))).toBe(409);
  await expect(dialRelayCard(url('card'))).rejects.toMatchObject({
    code: 'ERR_RELAY_DIAL',
    message: expect.stringContaining('somebody else uses the card'),
  });
  first.close();
  await first.ended;
  let second: RemoteCard | undefined;
  // Its end is known here before it is known there.
  while (!second) second = await dialRelayCard(url('card')).catch(() => undefined);
  ends.push(second.close);
  await second.channel.connect();
  expect(chip.powerOps).toEqual(['on', 'off', 'on']);
});

test.each([
  ['no token', '/card', 401],
  ['a wrong token', '/card?token=sixteen-letterz!', 403],
  ['the beginning of the token', '/card?token=sixteen-letters', 403],
  ['an empty token', '/card?token=', 403],
  ['an unknown path', `/cards?token=${TOKEN}`, 404],
  ['a direction that is not served', `/reader?token=${TOKEN}`, 404],
  ['the token', `/card?token=${TOKEN}`, 101],
])('at the door with %s', async (_, path, status) => {
  const { port } = await relay({ chip: tinyChip() });
  expect(await statusOf(`ws://127.0.0.1:${port}${path}`)).toBe(status);
});

test('a token in the header field, and a version that is not ours', async () => {
  const { port } = await relay({ chip: tinyChip() });
  const url = `ws://127.0.0.1:${port}/card`;
  expect(await statusOf(url, { headers: { authorization: `Bearer ${TOKEN}` } })).toBe(101);
  expect(await statusOf(url, { headers: { authorization: `Basic ${TOKEN}` } })).toBe(401);
  const other = { headers: { authorization: `Bearer ${TOKEN}` }, protocol: 'fpos-hil-relay.2' };
  expect(await statusOf(url, other)).toBe(400);
  expect(await statusOf(url, { ...other, protocol: RELAY_PROTOCOL })).not.toBe(400);
});

test('a refusal never tells the token, and a token is not guessable', async () => {
  const { url } = await relay({});
  await expect(dialRelayCard(url('card'))).rejects.toSatisfy(
    (error: Error) => !error.message.includes(TOKEN),
  );
  await expect(startRelay({ token: 'short' })).rejects.toThrow('at least 16');
});

test.each([
  ['no JSON', 'hello', 1007],
  ['no question', '{"id":1,"op":"eject"}', 1007],
  ['a member too many', '{"id":1,"op":"connect","x":1}', 1007],
  ['no number', '{"id":0,"op":"connect"}', 1007],
  ['half a byte', '{"id":1,"op":"transmit","capdu":"00A"}', 1007],
  ['no C-APDU at all', '{"id":1,"op":"transmit","capdu":""}', 1007],
  ['a binary frame', Buffer.from('{"id":1,"op":"connect"}'), 1003],
  ['too many bytes', 'x'.repeat(MESSAGE_SIZE_MAX + 1), 1009],
])('%s ends that connection and nothing else', async (_, message, code) => {
  const chip = tinyChip();
  const { url } = await relay({ chip });
  const { socket, closed } = await bare(url('card'));
  socket.send(message);
  expect((await closed)[0]).toBe(code);
  expect(chip.capdus).toEqual([]);
  let again: RemoteCard | undefined;
  while (!again) again = await dialRelayCard(url('card')).catch(() => undefined);
  ends.push(again.close);
  expect(await again.channel.connect()).toEqual({ atr: TINY_ATR });
});

test('a second question before the answer ends the connection', async () => {
  const mute = tinyChip(() => new Promise(() => {}));
  const { url } = await relay({ chip: mute });
  const { socket, closed, next } = await bare(url('card'));
  await next();
  socket.send('{"id":1,"op":"connect"}');
  await next();
  socket.send('{"id":2,"op":"transmit","capdu":"00"}');
  socket.send('{"id":3,"op":"reset"}');
  const [code, reason] = await closed;
  expect({ code, reason: reason.toString() }).toEqual({
    code: 1002,
    reason: 'one question at a time: wait for the answer',
  });
});

/** Beats when told to. */
function byHand() {
  let next = (): void => {};
  const wait = (_: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      next = resolve;
      signal.addEventListener('abort', () => reject(new Error('over')));
    });
  return { wait, beat: () => next() };
}

test('a user that answers no ping is dead, and its connection ends', async () => {
  const { wait, beat } = byHand();
  const chip = tinyChip();
  const { url } = await relay({ chip, wait });
  const dead = new WebSocket(url('card'), { autoPong: false });
  dead.on('error', () => {});
  const closed = once(dead, 'close');
  await once(dead, 'ping');
  beat();
  expect((await closed)[0]).toBe(1006);
});

test('a user that answers its pings stays, whatever else it does', async () => {
  const { wait, beat } = byHand();
  const { url } = await relay({ chip: tinyChip(), wait });
  const alive = new WebSocket(url('card'));
  ends.push(() => alive.terminate());
  for (let round = 1; round <= 3; round++) {
    await once(alive, 'ping');
    // Its pong goes out before this question, so it is there before the answer.
    alive.send(JSON.stringify({ id: round, op: 'disconnect' }));
    let answer = '';
    while (!answer.includes(`"id":${round}`))
      [answer] = (await once(alive, 'message')).map(String) as [string];
    beat();
  }
  await once(alive, 'ping');
  expect(alive.readyState).toBe(alive.OPEN);
});

test('a card from elsewhere, used here', async () => {
  const guests: RemoteCard[] = [];
  const came = Promise.withResolvers<RemoteCard>();
  const { url } = await relay({
    onGuest(card) {
      guests.push(card);
      card.onPresence = () => came.resolve(card);
    },
  });
  const chip = tinyChip();
  const brought = await bringCard(url('reader'), { channel: inProcessReader(chip), atr: TINY_ATR });
  const card = await came.promise;
  expect(card.atr).toEqual(TINY_ATR);
  expect(await card.channel.connect()).toEqual({ atr: TINY_ATR });
  const pending = card.channel.transmit(SELECT);
  await expect(card.channel.transmit(SELECT)).rejects.toMatchObject({ code: 'ERR_READER_BUSY' });
  expect(await pending).toEqual(ECHO);
  brought.close();
  expect(await card.ended).toBeUndefined();
  await brought.ended;
  await expect(card.channel.transmit(SELECT)).rejects.toMatchObject({ code: 'ERR_READER_GONE' });
  await card.channel.disconnect();
  expect(card.atr).toBeUndefined();
  expect(chip.powerOps).toEqual(['on', 'off']);
});

test('a holder that vanishes in the middle of a command', async () => {
  const came = Promise.withResolvers<RemoteCard>();
  const { url } = await relay({ onGuest: came.resolve });
  const { socket, next } = await bare(url('reader'));
  const card = await came.promise;
  const pending = card.channel.transmit(SELECT);
  expect(await next()).toEqual({ id: 1, op: 'transmit', capdu: '00A4040C' });
  socket.terminate();
  await expect(pending).rejects.toMatchObject({ code: 'ERR_READER_GONE' });
  expect(await card.ended).toBeInstanceOf(TransportError);
});

test.each([
  ['to another question', '{"id":7,"rapdu":"9000"}', 1002, 'ERR_READER_GONE'],
  ['without what was asked', '{"id":1}', 1002, 'ERR_RELAY_MESSAGE'],
  ['of no kind', '{"id":1,"sw":"9000"}', 1007, 'ERR_READER_GONE'],
  ['with an error', '{"id":1,"error":"ERR_CARD_REMOVED"}', undefined, 'ERR_CARD_REMOVED'],
])('an answer %s', async (_, answer, code, error) => {
  const came = Promise.withResolvers<RemoteCard>();
  const { url } = await relay({ onGuest: came.resolve });
  const { socket, next, closed } = await bare(url('reader'));
  const card = await came.promise;
  const refused = expect(card.channel.transmit(SELECT)).rejects.toMatchObject({ code: error });
  await next();
  socket.send(answer);
  await refused;
  if (code !== undefined) expect((await closed)[0]).toBe(code);
});

test('sixteen phones, and no seventeenth', async () => {
  let guests = 0;
  const { url } = await relay({ onGuest: () => guests++ });
  for (let n = 0; n < 16; n++) await bare(url('reader'));
  expect(await statusOf(url('reader'))).toBe(503);
  expect(guests).toBe(16);
});

test('a phone is a reader of our PC/SC service; its card comes and goes', async () => {
  const service = await startPcscService({ readers: [], socketPath: await privateSocketPath() });
  ends.push(service.close);
  const { add, firstCard } = guestReaders(service);
  const { url } = await relay({ onGuest: add });
  const client = await PcscTestClient.start(service.socketPath);
  ends.push(() => client.close());
  const phone = await bare(url('reader'));
  const answers: Record<string, unknown> = { connect: { atr: ATR_HEX }, reset: { atr: ATR_HEX } };
  const phoneAnswers = async (rapdu?: string): Promise<string> => {
    const { id, op } = (await phone.next()) as { id: number; op: string };
    phone.socket.send(JSON.stringify({ id, ...(op === 'transmit' ? { rapdu } : (answers[op] as object)) }));
    return op;
  };
  phone.socket.send(JSON.stringify({ card: 'present', atr: ATR_HEX }));
  expect(await phoneAnswers()).toBe('connect'); // the reader gives it power
  await firstCard;
  const { readerName, cardAtr, cardAtrLength } = await client.readerState();
  const name = Buffer.from(readerName).toString().replace(/\0.*/s, '');
  expect(name).toBe('fpos-hil Relay 00 00');
  expect(cardAtr.slice(0, cardAtrLength)).toEqual(TINY_ATR);
  const { hCard, rv } = await client.connectCard({ name, dwPreferredProtocols: 2 });
  expect(rv).toBe(0);
  const asked = client.transmit(hCard, SELECT);
  expect(await phoneAnswers('6A82')).toBe('transmit');
  expect((await asked).rapdu).toEqual(Uint8Array.of(0x6a, 0x82));
  phone.socket.send(JSON.stringify({ card: 'absent' }));
  expect(await phoneAnswers()).toBe('disconnect');
  expect((await client.transmit(hCard, SELECT)).rv).not.toBe(0);
  phone.socket.close();
  await phone.closed;
  while (service.readers.length > 0) await new Promise(setImmediate);
});

test('a remote card as a chip: power begins and ends its presence', async () => {
  const chip = tinyChip();
  const remote: Chip = chipOfChannel(inProcessReader(chip), TINY_ATR);
  await remote.power('off');
  await remote.power('reset');
  await remote.power('reset');
  expect(await remote.transmit(SELECT)).toEqual(ECHO);
  await remote.power('off');
  expect(chip.powerOps).toEqual(['on', 'reset', 'off']);
});
