import { afterEach, expect, test } from 'vitest';
import { type PcscService, type ReaderOptions, startPcscService } from './pcsc-service.ts';
import { privateSocketPath } from './private-socket.ts';
import {
  SCARD_E_INVALID_VALUE,
  SCARD_E_NO_SMARTCARD,
  SCARD_E_READER_UNAVAILABLE,
  SCARD_E_SHARING_VIOLATION,
  SCARD_E_UNKNOWN_READER,
  SCARD_S_SUCCESS,
  SCARD_W_REMOVED_CARD,
} from './scard.ts';
import { PcscTestClient } from './testing/pcsc-test-client.ts';
import { tinyChip } from './testing/tiny-chip.ts';

const CAPDU = Uint8Array.of(0x00, 0x84, 0x00, 0x00, 0x08);
const KIND = 'fpos-hil TEST Virtual Reader';

let service: PcscService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

async function start(...readers: ReaderOptions[]): Promise<PcscService> {
  service = await startPcscService({ readers, socketPath: await privateSocketPath() });
  return service;
}
const cards = (count: number): ReaderOptions[] => Array.from({ length: count }, () => ({ chip: tinyChip() }));

async function readerEvents(client: PcscTestClient): Promise<number> {
  client.send('GET_READER_EVENTS', {});
  return new Uint32Array((await client.read(8)).buffer)[0]!;
}
const namesOf = async (client: PcscTestClient) => (await client.readers()).map(({ name }) => name);

test('sixteen readers have the names and places that pcscd gives them, and a seventeenth is refused', async () => {
  const { socketPath, readers, plug } = await start(...cards(16));
  const client = await PcscTestClient.start(socketPath);
  const names = await namesOf(client);
  expect(names).toEqual(readers.map(({ name }) => name));
  expect([names[0], names[10], names[15]]).toEqual([`${KIND} 00 00`, `${KIND} 0A 00`, `${KIND} 0F 00`]);
  await expect(plug()).rejects.toMatchObject({ code: 'ERR_READERS_FULL' });
});

test('a reader of another kind is numbered with the others', async () => {
  const { socketPath } = await start({ name: 'Reader A' }, { name: 'Reader B' });
  expect(await namesOf(await PcscTestClient.start(socketPath))).toEqual(['Reader A 00 00', 'Reader B 01 00']);
});

test('each reader has a card, a lock and events of its own', async () => {
  const { socketPath, readers } = await start(...cards(2));
  const client = await PcscTestClient.start(socketPath);
  const [first, second] = await Promise.all(
    readers.map(async ({ name }) => {
      const own = await PcscTestClient.start(socketPath);
      return { own, ...(await own.connectCard({ name })) };
    }),
  );
  expect(first!.hCard).not.toBe(second!.hCard);
  await first!.own.ask('BEGIN_TRANSACTION', { hCard: first!.hCard });
  expect((await second!.own.transmit(second!.hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
  await readers[0]!.remove();
  expect((await client.readers()).map(({ eventCounter }) => eventCounter)).toEqual([1, 0]);
  expect((await first!.own.transmit(first!.hCard, CAPDU)).rv).toBe(SCARD_W_REMOVED_CARD);
  expect((await second!.own.transmit(second!.hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
});

test('one connection has handles to several readers, and gives all of them back when it dies', async () => {
  const { socketPath, readers } = await start(...cards(3));
  const client = await PcscTestClient.start(socketPath);
  for (const { name } of readers) await client.connectCard({ name, dwShareMode: 1 });
  const watcher = await PcscTestClient.start(socketPath);
  expect((await watcher.readers()).map(({ readerSharing }) => readerSharing)).toEqual([-1, -1, -1]);
  await client.close();
  for (const { name } of readers) {
    while ((await watcher.connectCard({ name })).rv === SCARD_E_SHARING_VIOLATION);
  }
  expect((await watcher.readers()).map(({ readerSharing }) => readerSharing)).toEqual([1, 1, 1]);
});

test('a reader that is plugged in wakes who waits, and is counted; so is one that goes', async () => {
  const { socketPath, plug, readers } = await start(...cards(1));
  const client = await PcscTestClient.start(socketPath, 5);
  expect(await readerEvents(client)).toBe(2);
  client.send('WAIT_READER_STATE_CHANGE', {});
  await client.readList();
  const added = await plug({ chip: tinyChip() });
  expect(await client.readEvent()).toBe(SCARD_S_SUCCESS);
  expect([await readerEvents(client), await namesOf(client)]).toEqual([
    3,
    [`${KIND} 00 00`, `${KIND} 01 00`],
  ]);
  client.send('WAIT_READER_STATE_CHANGE', {});
  await client.readList();
  await readers[0]!.unplug();
  expect(await client.readEvent()).toBe(SCARD_S_SUCCESS);
  expect([await readerEvents(client), await namesOf(client)]).toEqual([4, [added.name]]);
  // Its place and its number are free again.
  expect((await plug()).name).toBe(`${KIND} 00 00`);
  expect(await namesOf(client)).toEqual([`${KIND} 00 00`, `${KIND} 01 00`]);
});

test('an empty reader takes any card, again and again; without one it says so', async () => {
  const { socketPath, readers } = await start({});
  const [reader] = readers;
  const client = await PcscTestClient.start(socketPath);
  await expect(reader!.insert()).rejects.toMatchObject({ code: 'ERR_CARD_ABSENT' });
  expect((await client.connectCard({ name: reader!.name })).rv).toBe(SCARD_E_NO_SMARTCARD);
  for (const last of [1, 2]) {
    await reader!.insert({ ...tinyChip(() => Uint8Array.of(0x90, last)), atr: Uint8Array.of(0x3b, 0, last) });
    const { hCard, rv } = await client.connectCard({ name: reader!.name, dwPreferredProtocols: 4 });
    expect(rv).toBe(SCARD_S_SUCCESS);
    expect((await client.readers())[0]?.cardAtr[2]).toBe(last);
    const { rapdu } = await client.transmit(hCard, CAPDU, { ioSendPciProtocol: 4 });
    expect(rapdu).toEqual(Uint8Array.of(0x90, last));
    await reader!.remove();
    await client.ask('DISCONNECT', { hCard });
  }
});

test('of a reader that was unplugged, no handle is known any more; only to disconnect is fine', async () => {
  const chip = tinyChip();
  const { socketPath, readers } = await start({ chip });
  const reader = readers[0]!;
  const client = await PcscTestClient.start(socketPath);
  const { hCard } = await client.connectCard({ name: reader.name });
  await reader.unplug();
  await reader.unplug();
  await reader.insert();
  expect(chip.powerOps).toEqual(['on', 'off']);
  const refused = [
    (await client.transmit(hCard, CAPDU)).rv,
    (await client.ask('STATUS', { hCard })).rv,
    (await client.ask('BEGIN_TRANSACTION', { hCard })).rv,
    (await client.ask('END_TRANSACTION', { hCard })).rv,
    (await client.ask('CONTROL', { hCard })).rv,
    (await client.ask('GET_ATTRIB', { hCard })).rv,
    (await client.ask('SET_ATTRIB', { hCard })).rv,
    (await client.ask('RECONNECT', { hCard, dwShareMode: 2, dwPreferredProtocols: 3 })).rv,
  ];
  expect(refused).toEqual(refused.map(() => SCARD_E_INVALID_VALUE));
  expect((await client.ask('DISCONNECT', { hCard, dwDisposition: 1 })).rv).toBe(SCARD_S_SUCCESS);
  expect((await client.connectCard({ name: reader.name })).rv).toBe(SCARD_E_UNKNOWN_READER);
});

test('unplugging ends a command of a mute card, and the wait of who wanted the card', async () => {
  const asked = Promise.withResolvers<void>();
  const chip = tinyChip(() => {
    asked.resolve();
    return new Promise<never>(() => {});
  });
  const { socketPath, readers } = await start({ chip });
  const { name, unplug } = readers[0]!;
  const client = await PcscTestClient.start(socketPath);
  const { hCard } = await client.connectCard({ name });
  await client.ask('BEGIN_TRANSACTION', { hCard });
  const mute = client.transmit(hCard, CAPDU);
  await asked.promise;
  const waiting = await PcscTestClient.start(socketPath);
  waiting.sendConnect({ name });
  await (await PcscTestClient.start(socketPath)).readers(); // the connect has arrived before this answer
  await unplug();
  expect((await mute).rv).toBe(SCARD_E_NO_SMARTCARD);
  expect((await waiting.answer('CONNECT')).rv).toBe(SCARD_E_READER_UNAVAILABLE);
});

test('a client that dies while its connect or reconnect waits for the card leaves nothing locked', async () => {
  const slow = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const chip = {
    ...tinyChip(),
    power: async (op: string) => {
      if (op !== 'reset') return;
      started.resolve();
      await slow.promise;
    },
  };
  const { socketPath, readers } = await start({ chip });
  const { name } = readers[0]!;
  const dying = await PcscTestClient.start(socketPath);
  const { hCard } = await dying.connectCard({ name });
  dying.send('RECONNECT', { hCard, dwShareMode: 1, dwPreferredProtocols: 3, dwInitialization: 1 });
  await started.promise;
  const second = await PcscTestClient.start(socketPath);
  second.sendConnect({ name, dwShareMode: 1 });
  const other = await PcscTestClient.start(socketPath);
  await other.readers();
  await Promise.all([dying.close(), second.close()]);
  for (let asked = 0; asked < 5; asked += 1) await other.readers(); // the service has seen both die
  slow.resolve();
  expect((await other.connectCard({ name })).rv).toBe(SCARD_S_SUCCESS);
  expect((await other.readers())[0]?.readerSharing).toBe(1);
});
