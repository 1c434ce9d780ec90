import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Chip } from '../apdu/channel.ts';
import { type PcscService, startPcscService } from './pcsc-service.ts';
import { privateSocketPath } from './private-socket.ts';
import {
  GET_FEATURE_REQUEST,
  GET_TLV_PROPERTIES,
  SCARD_ABSENT,
  SCARD_ATTR_ATR_STRING,
  SCARD_ATTR_DEVICE_FRIENDLY_NAME,
  SCARD_ATTR_VENDOR_NAME,
  SCARD_E_CANCELLED,
  SCARD_E_INSUFFICIENT_BUFFER,
  SCARD_E_INVALID_HANDLE,
  SCARD_E_INVALID_VALUE,
  SCARD_E_NO_SMARTCARD,
  SCARD_E_NOT_TRANSACTED,
  SCARD_E_PROTO_MISMATCH,
  SCARD_E_SERVICE_STOPPED,
  SCARD_E_SHARING_VIOLATION,
  SCARD_E_UNKNOWN_READER,
  SCARD_E_UNSUPPORTED_FEATURE,
  SCARD_NEGOTIABLE,
  SCARD_POWERED,
  SCARD_PRESENT,
  SCARD_PROTOCOL_T1,
  SCARD_S_SUCCESS,
  SCARD_SHARE_DIRECT,
  SCARD_SHARE_EXCLUSIVE,
  SCARD_SHARE_SHARED,
  SCARD_W_REMOVED_CARD,
  SCARD_W_RESET_CARD,
  SCARD_W_UNPOWERED_CARD,
  SCARD_W_UNRESPONSIVE_CARD,
  SHARING_EXCLUSIVE,
} from './scard.ts';
import { encodeRequest, PcscTestClient } from './testing/pcsc-test-client.ts';
import { TINY_ATR, tinyChip } from './testing/tiny-chip.ts';
import { header } from './wire.ts';

/** Every attribute of this reader, with the length of its value in bytes (a closing zero counts). */
const KNOWN_ATTRIBUTES = [
  { id: 0x00010100, length: 14 },
  { id: 0x00010101, length: 15 },
  { id: 0x00010102, length: 4 },
  { id: 0x00010103, length: 7 },
  { id: 0x00020110, length: 4 },
  { id: 0x00030120, length: 4 },
  { id: 0x00030125, length: 4 },
  { id: 0x00040131, length: 4 },
  { id: 0x00060150, length: 4 },
  { id: 0x0007a007, length: 4 },
  { id: 0x00080201, length: 4 },
  { id: 0x00090300, length: 1 },
  { id: 0x00090301, length: 1 },
  { id: 0x00090303, length: 5 },
  { id: 0x00090304, length: 1 },
  { id: 0x7fff0001, length: 4 },
  { id: 0x7fff0003, length: 35 },
  { id: 0x7fff0004, length: 35 },
];

const CAPDU = Uint8Array.of(0x00, 0xa4, 0x04, 0x00);
const RAPDU = Uint8Array.of(0x00, 0xa4, 0x04, 0x00, 0x90, 0x00);

const services: PcscService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function start(chip: Chip = tinyChip(), onExchange?: (c: Uint8Array, r: Uint8Array) => void) {
  const service = await startPcscService({
    readers: [{ chip, ...(onExchange && { onExchange }) }],
    socketPath: await privateSocketPath(),
  });
  services.push(service);
  const reader = service.readers[0]!;
  const client = (minor = 4) => PcscTestClient.start(service.socketPath, minor);
  const connected = async (fields: { dwShareMode?: number; dwPreferredProtocols?: number } = {}) => {
    const who = await client();
    const { rv, hCard } = await who.connectCard({ name: reader.name, ...fields });
    expect(rv).toBe(SCARD_S_SUCCESS);
    return { who, hCard };
  };
  return { service, reader, client, connected, name: reader.name };
}

/** Answers of a client that had no reason to wait: whatever else was to happen has happened before it. */
async function settle(client: PcscTestClient): Promise<void> {
  await client.readerState();
}

describe('version', () => {
  test.each([4, 5, 6])('4.%i is echoed', async (minor) => {
    const { service } = await start();
    const client = await PcscTestClient.open(service.socketPath);
    expect(await client.ask('VERSION', { major: 4, minor })).toEqual({
      major: 4,
      minor,
      rv: SCARD_S_SUCCESS,
    });
  });

  test.each([
    [4, 3],
    [4, 7],
    [3, 4],
    [5, 4],
  ])('%i.%i is refused with the newest version we speak', async (major, minor) => {
    const { service } = await start();
    const client = await PcscTestClient.open(service.socketPath);
    expect(await client.ask('VERSION', { major, minor })).toEqual({
      major: 4,
      minor: 6,
      rv: SCARD_E_SERVICE_STOPPED,
    });
    // As newer clients do, it may try again on the same connection.
    expect((await client.ask('VERSION', { major: 4, minor: 6 })).rv).toBe(SCARD_S_SUCCESS);
  });

  test('4.6 asks for the size of the list, and WAIT is silent', async () => {
    const { client, reader } = await start();
    const modern = await client(6);
    modern.send('GET_READERS_STATE_SIZE', {});
    expect(new Int32Array((await modern.read(4)).buffer)[0]).toBe(16);
    modern.send('GET_READERS_STATE_ARRAY', {});
    expect((await modern.readList()).cardAtrLength).toBe(TINY_ATR.length);
    modern.send('GET_READER_EVENTS', {});
    expect([...new Uint32Array((await modern.read(8)).buffer)]).toEqual([2, 0]);
    modern.send('WAIT_READER_STATE_CHANGE', {});
    await settle(modern);
    await reader.remove();
    expect(await modern.readEvent()).toBe(SCARD_S_SUCCESS);
  });
});

describe('contexts', () => {
  test('are established once per scope and released once', async () => {
    const { service } = await start();
    const client = await PcscTestClient.open(service.socketPath);
    expect(await client.ask('ESTABLISH_CONTEXT', { dwScope: 4 })).toMatchObject({
      hContext: 0,
      rv: SCARD_E_INVALID_VALUE,
    });
    const { hContext, rv } = await client.ask('ESTABLISH_CONTEXT', { dwScope: 2 });
    expect(rv).toBe(SCARD_S_SUCCESS);
    expect((await client.ask('RELEASE_CONTEXT', { hContext: hContext + 1 })).rv).toBe(SCARD_E_INVALID_VALUE);
    expect((await client.ask('RELEASE_CONTEXT', { hContext })).rv).toBe(SCARD_S_SUCCESS);
    expect((await client.ask('RELEASE_CONTEXT', { hContext })).rv).toBe(SCARD_E_INVALID_HANDLE);
  });

  test('release gives the card back', async () => {
    const { connected, name, client } = await start();
    const { who } = await connected({ dwShareMode: SCARD_SHARE_EXCLUSIVE });
    await who.ask('RELEASE_CONTEXT', { hContext: who.hContext });
    expect((await (await client()).connectCard({ name })).rv).toBe(SCARD_S_SUCCESS);
  });

  test('connect without a context is refused', async () => {
    const { service, name } = await start();
    const client = await PcscTestClient.open(service.socketPath);
    expect((await client.connectCard({ name, hContext: 1 })).rv).toBe(SCARD_E_INVALID_HANDLE);
  });
});

describe('one client', () => {
  test('connects, transmits, disconnects', async () => {
    const exchanges: Uint8Array[][] = [];
    const chip = tinyChip();
    const { client, name } = await start(chip, (capdu, rapdu) => exchanges.push([capdu, rapdu]));
    const who = await client();
    const { rv, hCard, dwActiveProtocol } = await who.connectCard({ name });
    expect({ rv, dwActiveProtocol }).toEqual({ rv: SCARD_S_SUCCESS, dwActiveProtocol: SCARD_PROTOCOL_T1 });
    expect(await who.transmit(hCard, CAPDU)).toMatchObject({ rv: SCARD_S_SUCCESS, rapdu: RAPDU });
    expect((await who.ask('STATUS', { hCard })).rv).toBe(SCARD_S_SUCCESS);
    expect((await who.ask('DISCONNECT', { hCard, dwDisposition: 0 })).rv).toBe(SCARD_S_SUCCESS);
    expect(exchanges).toEqual([[CAPDU, RAPDU]]);
    expect(chip.powerOps).toEqual(['on']);
  });

  test('sees the reader', async () => {
    const { client, connected, name } = await start();
    const seen = await (await client()).readerState();
    expect(Buffer.from(seen.readerName).toString().replace(/\0+$/, '')).toBe(name);
    expect(seen.cardAtr.subarray(0, seen.cardAtrLength)).toEqual(TINY_ATR);
    const base = { eventCounter: 0, readerState: SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE };
    expect(seen).toMatchObject({ ...base, readerSharing: 0, cardProtocol: 0 });
    const { who } = await connected();
    expect(await who.readerState()).toMatchObject({
      ...base,
      readerSharing: 1,
      cardProtocol: SCARD_PROTOCOL_T1,
    });
  });

  test('gets 65,538 bytes through, and is told when its buffer is too small', async () => {
    const long = new Uint8Array(65538).fill(0x5a);
    const { connected } = await start(tinyChip(() => long));
    const { who, hCard } = await connected();
    expect((await who.transmit(hCard, new Uint8Array(65544))).rapdu).toEqual(long);
    const small = await who.transmit(hCard, CAPDU, { pcbRecvLength: 258 });
    expect(small).toMatchObject({ rv: SCARD_E_INSUFFICIENT_BUFFER, pcbRecvLength: 65538 });
    await settle(who);
    expect(who.unread).toBe(0);
  });

  test('is refused for a wrong reader, mode or protocol', async () => {
    const { client, name, connected } = await start();
    const who = await client();
    const rvOf = async (fields: Parameters<typeof who.connectCard>[0]) => (await who.connectCard(fields)).rv;
    expect(await rvOf({ name: 'other' })).toBe(SCARD_E_UNKNOWN_READER);
    expect(await rvOf({ name, dwShareMode: 4 })).toBe(SCARD_E_INVALID_VALUE);
    expect(await rvOf({ name, dwPreferredProtocols: 0 })).toBe(SCARD_E_PROTO_MISMATCH);
    expect(await rvOf({ name, dwPreferredProtocols: 8 })).toBe(SCARD_E_PROTO_MISMATCH);
    const { who: other, hCard } = await connected();
    expect((await other.transmit(hCard, CAPDU, { ioSendPciProtocol: 1 })).rv).toBe(SCARD_E_PROTO_MISMATCH);
  });

  test('asks for attributes and features', async () => {
    const { connected, name } = await start();
    const { who, hCard } = await connected();
    const attribute = async (dwAttrId: number, cbAttrLen = 264) => {
      const answer = await who.ask('GET_ATTRIB', { hCard, dwAttrId, cbAttrLen });
      return { rv: answer.rv, value: answer.pbAttr.subarray(0, answer.cbAttrLen) };
    };
    expect(await attribute(SCARD_ATTR_ATR_STRING)).toEqual({ rv: SCARD_S_SUCCESS, value: TINY_ATR });
    expect(Buffer.from((await attribute(SCARD_ATTR_VENDOR_NAME)).value).toString()).toBe('fpos-hil TEST\0');
    expect(Buffer.from((await attribute(SCARD_ATTR_DEVICE_FRIENDLY_NAME)).value).toString()).toBe(
      `${name}\0`,
    );
    for (const { id, length } of KNOWN_ATTRIBUTES) {
      expect([id, await attribute(id)]).toMatchObject([id, { rv: SCARD_S_SUCCESS, value: { length } }]);
    }
    expect((await attribute(SCARD_ATTR_ATR_STRING, 2)).rv).toBe(SCARD_E_INSUFFICIENT_BUFFER);
    expect((await attribute(0x12345)).rv).toBe(SCARD_E_UNSUPPORTED_FEATURE);
    expect((await who.ask('SET_ATTRIB', { hCard, dwAttrId: 1, cbAttrLen: 1 })).rv).toBe(
      SCARD_E_UNSUPPORTED_FEATURE,
    );
    const control = async (dwControlCode: number, cbRecvLength = 100) => {
      const { rv, dwBytesReturned } = await who.ask('CONTROL', { hCard, dwControlCode, cbRecvLength });
      return { rv, length: dwBytesReturned, bytes: rv === 0 ? await who.read(dwBytesReturned) : undefined };
    };
    // Tag 12, length 4, big-endian control code.
    expect((await control(GET_FEATURE_REQUEST)).bytes).toEqual(Uint8Array.of(0x12, 4, 0x42, 0x33, 0, 0x12));
    const properties = Buffer.from((await control(GET_TLV_PROPERTIES)).bytes!);
    expect(properties.toString('hex')).toMatch(/^0811(..){17}0901000a0400000100$/);
    expect(await control(GET_TLV_PROPERTIES, 3)).toMatchObject({ rv: SCARD_E_INSUFFICIENT_BUFFER });
    expect((await control(1)).rv).toBe(SCARD_E_UNSUPPORTED_FEATURE);
    await settle(who);
    expect(who.unread).toBe(0);
  });

  test('learns that the chip failed', async () => {
    const { connected } = await start(tinyChip(() => Promise.reject(new Error('broken'))));
    const { who, hCard } = await connected();
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_E_NOT_TRANSACTED);
  });
});

describe('reset', () => {
  test('by reconnect: warm, told to the other handle only', async () => {
    const chip = tinyChip();
    const { connected } = await start(chip);
    const first = await connected();
    const second = await connected();
    const answer = await first.who.ask('RECONNECT', {
      hCard: first.hCard,
      dwShareMode: SCARD_SHARE_SHARED,
      dwPreferredProtocols: 3,
      dwInitialization: 1,
    });
    expect(answer).toMatchObject({ rv: SCARD_S_SUCCESS, dwActiveProtocol: SCARD_PROTOCOL_T1 });
    expect(chip.powerOps).toEqual(['on', 'reset']);
    expect((await first.who.transmit(first.hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
    expect((await second.who.transmit(second.hCard, CAPDU)).rv).toBe(SCARD_W_RESET_CARD);
    expect((await second.who.ask('BEGIN_TRANSACTION', { hCard: second.hCard })).rv).toBe(SCARD_W_RESET_CARD);
    await second.who.ask('RECONNECT', {
      hCard: second.hCard,
      dwShareMode: SCARD_SHARE_SHARED,
      dwPreferredProtocols: 3,
      dwInitialization: 0,
    });
    expect((await second.who.transmit(second.hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
  });

  test.each([
    ['leave', 0, []],
    ['reset', 1, ['reset']],
    ['unpower', 2, ['off']],
    ['eject', 3, []],
  ])('by disconnect with disposition %s', async (_, dwDisposition, expected) => {
    const chip = tinyChip();
    const { connected, client } = await start(chip);
    const { who, hCard } = await connected();
    await who.ask('DISCONNECT', { hCard, dwDisposition });
    expect(chip.powerOps).toEqual(['on', ...expected]);
    if (dwDisposition === 2) expect((await (await client()).readerState()).readerState).toBe(SCARD_PRESENT);
    await connected(); // gives the power back where it was taken
    expect(chip.powerOps.at(-1)).not.toBe('off');
  });

  test('by reconnect with unpower: cold, and the card ends powered', async () => {
    const chip = tinyChip();
    const { connected } = await start(chip);
    const { who, hCard } = await connected();
    await who.ask('RECONNECT', { hCard, dwShareMode: 2, dwPreferredProtocols: 2, dwInitialization: 2 });
    expect(chip.powerOps).toEqual(['on', 'off', 'on']);
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
  });

  test('that the chip does not answer', async () => {
    const chip: Chip = {
      ...tinyChip(),
      power: (op) => (op === 'reset' ? Promise.reject(new Error('mute')) : undefined),
    };
    const { connected, client, name } = await start(chip);
    const { who, hCard } = await connected();
    const answer = await who.ask('RECONNECT', {
      hCard,
      dwShareMode: 2,
      dwPreferredProtocols: 2,
      dwInitialization: 1,
    });
    expect(answer.rv).toBe(SCARD_W_UNRESPONSIVE_CARD);
    expect((await (await client()).connectCard({ name })).rv).toBe(SCARD_W_UNPOWERED_CARD);
  });
});

describe('sharing', () => {
  test('exclusive keeps others out until it leaves', async () => {
    const { connected, client, name } = await start();
    const first = await connected({ dwShareMode: SCARD_SHARE_EXCLUSIVE });
    expect((await first.who.readerState()).readerSharing).toBe(SHARING_EXCLUSIVE);
    const second = await client();
    expect((await second.connectCard({ name })).rv).toBe(SCARD_E_SHARING_VIOLATION);
    expect((await second.connectCard({ name, dwShareMode: SCARD_SHARE_DIRECT })).rv).toBe(
      SCARD_E_SHARING_VIOLATION,
    );
    await first.who.ask('DISCONNECT', { hCard: first.hCard });
    expect((await second.connectCard({ name })).rv).toBe(SCARD_S_SUCCESS);
  });

  test('exclusive is not given while others share, and is by reconnect when alone', async () => {
    const { connected, client, name } = await start();
    const first = await connected();
    const second = await client();
    expect((await second.connectCard({ name, dwShareMode: SCARD_SHARE_EXCLUSIVE })).rv).toBe(
      SCARD_E_SHARING_VIOLATION,
    );
    const reconnect = (dwShareMode: number) =>
      first.who.ask('RECONNECT', { hCard: first.hCard, dwShareMode, dwPreferredProtocols: 3 });
    expect((await reconnect(SCARD_SHARE_EXCLUSIVE)).rv).toBe(SCARD_S_SUCCESS);
    expect((await second.connectCard({ name })).rv).toBe(SCARD_E_SHARING_VIOLATION);
    expect((await reconnect(SCARD_SHARE_SHARED)).rv).toBe(SCARD_S_SUCCESS);
    expect((await second.connectCard({ name })).rv).toBe(SCARD_S_SUCCESS);
    expect((await reconnect(SCARD_SHARE_EXCLUSIVE)).rv).toBe(SCARD_E_SHARING_VIOLATION);
  });

  test('exclusive by reconnect refuses at once who waits for the end of a transaction', async () => {
    const { connected, client, name } = await start();
    const first = await connected();
    await first.who.ask('BEGIN_TRANSACTION', { hCard: first.hCard });
    const second = await client();
    second.sendConnect({ name });
    await settle(first.who);
    expect(second.unread).toBe(0);
    const exclusive = { dwShareMode: SCARD_SHARE_EXCLUSIVE, dwPreferredProtocols: 3 };
    const { rv } = await first.who.ask('RECONNECT', { hCard: first.hCard, ...exclusive });
    expect(rv).toBe(SCARD_S_SUCCESS);
    expect((await second.answer('CONNECT')).rv).toBe(SCARD_E_SHARING_VIOLATION);
  });

  test('a dead client leaves, whatever it held', async () => {
    const chip = tinyChip();
    const { connected, client } = await start(chip);
    const first = await connected({ dwShareMode: SCARD_SHARE_EXCLUSIVE });
    const watcher = await client();
    watcher.send('WAIT_READER_STATE_CHANGE', {});
    await watcher.readList();
    await first.who.close();
    await watcher.readEvent();
    await connected();
    expect(chip.powerOps).toEqual(['on', 'reset']);
  });

  test('two clients never have the chip at the same time', async () => {
    let inside = 0;
    let most = 0;
    const chip = tinyChip(async (capdu) => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return Uint8Array.of(...capdu, 0x90, 0x00);
    });
    const { connected } = await start(chip);
    const clients = await Promise.all([connected(), connected(), connected()]);
    await Promise.all(
      clients.map(async ({ who, hCard }, index) => {
        const capdu = Uint8Array.of(0, index, 0, 0);
        const rapdu = Uint8Array.of(0, index, 0, 0, 0x90, 0);
        for (let i = 0; i < 20; i += 1) expect((await who.transmit(hCard, capdu)).rapdu).toEqual(rapdu);
      }),
    );
    expect(most).toBe(1);
  });
});

describe('protocols', () => {
  test.each([
    ['both', TINY_ATR, 3, 2],
    ['both, any old', TINY_ATR, 0x1000, 2],
    ['both, T=0 wanted', TINY_ATR, 1, 1],
    ['T=0 alone, both wanted', Uint8Array.of(0x3b, 0x02, 0x14, 0x50), 3, 1],
    ['T=1 alone', Uint8Array.of(0x3b, 0x80, 0x01), 3, 2],
  ])('of a card that offers %s', async (_, atr, dwPreferredProtocols, expected) => {
    const { connected } = await start({ ...tinyChip(), atr });
    const { who, hCard } = await connected({ dwPreferredProtocols });
    expect((await who.readerState()).cardProtocol).toBe(expected);
    const sent = async (ioSendPciProtocol: number) =>
      (await who.transmit(hCard, CAPDU, { ioSendPciProtocol })).rv;
    expect(await sent(expected)).toBe(SCARD_S_SUCCESS);
    expect(await sent(3 - expected)).toBe(SCARD_E_PROTO_MISMATCH);
  });

  test.each([
    ['T=0 is wanted of a card of T=1', Uint8Array.of(0x3b, 0x80, 0x01), 1],
    ['T=1 is wanted of a card of T=0', Uint8Array.of(0x3b, 0x02, 0x14, 0x50), 2],
    ['the card is in the specific mode of T=0', Uint8Array.of(0x3b, 0x80, 0x91, 0x00, 0x11), 2],
    ['the card offers T=14 first', Uint8Array.of(0x3b, 0x80, 0x0e), 3],
  ])('do not match when %s', async (_, atr, dwPreferredProtocols) => {
    const { client, name } = await start({ ...tinyChip(), atr });
    const { rv } = await (await client()).connectCard({ name, dwPreferredProtocols });
    expect(rv).toBe(SCARD_E_PROTO_MISMATCH);
  });

  test('stay until the next reset, also when another client would have another one', async () => {
    const { connected, client, name } = await start();
    const first = await connected({ dwPreferredProtocols: 1 });
    const second = await client();
    expect((await second.connectCard({ name, dwPreferredProtocols: 2 })).rv).toBe(SCARD_E_PROTO_MISMATCH);
    const again = { hCard: first.hCard, dwShareMode: 2, dwPreferredProtocols: 2, dwInitialization: 1 };
    expect(await first.who.ask('RECONNECT', again)).toMatchObject({ rv: 0, dwActiveProtocol: 2 });
  });
});

describe('an unused card', () => {
  /** A service whose grace periods the test ends by hand. */
  async function startWithGrace() {
    const chip = tinyChip();
    const waits: { end: () => void; inUse: AbortSignal }[] = [];
    const service = await startPcscService({
      readers: [{ chip }],
      socketPath: await privateSocketPath(),
      grace: (inUse) =>
        new Promise((resolve, reject) => {
          inUse.addEventListener('abort', () => reject(inUse.reason));
          waits.push({ end: resolve, inUse });
        }),
    });
    services.push(service);
    const { name, remove } = service.readers[0]!;
    return { chip, waits, name, remove, who: await PcscTestClient.start(service.socketPath) };
  }

  test('loses its power after a while, looks as before, and has it again for who connects', async () => {
    const { chip, waits, name, who } = await startWithGrace();
    waits[0]!.end();
    const seen = await who.readerState();
    expect(chip.powerOps).toEqual(['on', 'off']);
    expect(seen).toMatchObject({
      eventCounter: 0,
      readerState: SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE,
    });
    const { hCard } = await who.connectCard({ name });
    expect(chip.powerOps).toEqual(['on', 'off', 'on']);
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
    await who.ask('DISCONNECT', { hCard });
    expect(waits).toHaveLength(2);
    waits[1]!.end();
    await settle(who);
    expect(chip.powerOps).toEqual(['on', 'off', 'on', 'off']);
  });

  test('keeps it when somebody comes in time, or when it leaves', async () => {
    const { chip, waits, name, remove, who } = await startWithGrace();
    const { hCard } = await who.connectCard({ name });
    expect(waits[0]!.inUse.aborted).toBe(true);
    await who.ask('DISCONNECT', { hCard });
    expect(waits[1]!.inUse.aborted).toBe(false);
    await remove();
    expect(waits[1]!.inUse.aborted).toBe(true);
    expect(chip.powerOps).toEqual(['on', 'off']);
  });

  test('is not waited for while one of two handles is left', async () => {
    const { waits, name, who } = await startWithGrace();
    const first = await who.connectCard({ name });
    await who.connectCard({ name });
    await who.ask('DISCONNECT', { hCard: first.hCard });
    expect(waits).toHaveLength(1);
  });
});

describe('transactions', () => {
  test('keep other handles out', async () => {
    const { connected } = await start();
    const first = await connected();
    const second = await connected();
    expect((await first.who.ask('BEGIN_TRANSACTION', { hCard: first.hCard })).rv).toBe(SCARD_S_SUCCESS);
    const { who, hCard } = second;
    const refused = [
      (await who.transmit(hCard, CAPDU)).rv,
      (await who.ask('BEGIN_TRANSACTION', { hCard })).rv,
      (await who.ask('END_TRANSACTION', { hCard })).rv,
      (await who.ask('STATUS', { hCard })).rv,
      (await who.ask('CONTROL', { hCard })).rv,
      (await who.ask('GET_ATTRIB', { hCard })).rv,
      (await who.ask('RECONNECT', { hCard, dwShareMode: 2, dwPreferredProtocols: 3 })).rv,
    ];
    expect(refused).toEqual(refused.map(() => SCARD_E_SHARING_VIOLATION));
    expect((await first.who.transmit(first.hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
    expect((await first.who.ask('END_TRANSACTION', { hCard: first.hCard })).rv).toBe(SCARD_S_SUCCESS);
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
    expect((await who.ask('END_TRANSACTION', { hCard })).rv).toBe(SCARD_E_NOT_TRANSACTED);
  });

  /** One client has a transaction, and another one that wants to disconnect has to wait for its end. */
  async function disconnectThatWaits(dwDisposition: number) {
    const chip = tinyChip();
    const { connected } = await start(chip);
    const first = await connected();
    const second = await connected();
    await first.who.ask('BEGIN_TRANSACTION', { hCard: first.hCard });
    second.who.send('DISCONNECT', { hCard: second.hCard, dwDisposition });
    await settle(first.who);
    expect(second.who.unread).toBe(0);
    return { chip, first, second };
  }

  test('make a disconnect that would eject wait, and the card stays in', async () => {
    const { chip, first, second } = await disconnectThatWaits(3);
    await first.who.ask('END_TRANSACTION', { hCard: first.hCard });
    expect((await second.who.answer('DISCONNECT')).rv).toBe(SCARD_S_SUCCESS);
    expect(chip.powerOps).toEqual(['on']);
  });

  test('work after a removal in exclusive use that is given up', async () => {
    const { reader, connected } = await start();
    const first = await connected({ dwShareMode: SCARD_SHARE_EXCLUSIVE });
    await reader.remove();
    await reader.insert();
    await first.who.ask('RECONNECT', { hCard: first.hCard, dwShareMode: 2, dwPreferredProtocols: 3 });
    expect((await first.who.ask('BEGIN_TRANSACTION', { hCard: first.hCard })).rv).toBe(SCARD_S_SUCCESS);
    expect((await first.who.ask('END_TRANSACTION', { hCard: first.hCard })).rv).toBe(SCARD_S_SUCCESS);
    await connected();
  });

  test('nest', async () => {
    const { connected } = await start();
    const first = await connected();
    const second = await connected();
    for (let i = 0; i < 2; i += 1) await first.who.ask('BEGIN_TRANSACTION', { hCard: first.hCard });
    await first.who.ask('END_TRANSACTION', { hCard: first.hCard });
    expect((await second.who.transmit(second.hCard, CAPDU)).rv).toBe(SCARD_E_SHARING_VIOLATION);
    await first.who.ask('END_TRANSACTION', { hCard: first.hCard });
    expect((await second.who.transmit(second.hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
  });

  test('make a connect wait until they end', async () => {
    const { connected, client, name } = await start();
    const first = await connected();
    await first.who.ask('BEGIN_TRANSACTION', { hCard: first.hCard });
    const second = await client();
    second.sendConnect({ name });
    await settle(first.who);
    expect(second.unread).toBe(0);
    await first.who.ask('END_TRANSACTION', { hCard: first.hCard });
    expect((await second.answer('CONNECT')).rv).toBe(SCARD_S_SUCCESS);
  });

  test('make a disconnect that resets wait, also when the holder dies', async () => {
    const { chip, first, second } = await disconnectThatWaits(1);
    await first.who.close();
    expect((await second.who.answer('DISCONNECT')).rv).toBe(SCARD_S_SUCCESS);
    // Once for the transaction that died, once as asked.
    expect(chip.powerOps).toEqual(['on', 'reset', 'reset']);
  });

  test('do not hang a client that connects twice by the same connection', async () => {
    const { connected, name } = await start();
    const { who, hCard } = await connected();
    await who.ask('BEGIN_TRANSACTION', { hCard });
    expect((await who.connectCard({ name })).rv).toBe(SCARD_E_SHARING_VIOLATION);
  });

  test('of an exclusive handle never give the card away', async () => {
    const { connected } = await start();
    const { who, hCard } = await connected({ dwShareMode: SCARD_SHARE_EXCLUSIVE });
    await who.ask('BEGIN_TRANSACTION', { hCard });
    expect((await who.ask('END_TRANSACTION', { hCard })).rv).toBe(SCARD_S_SUCCESS);
    expect((await who.ask('END_TRANSACTION', { hCard })).rv).toBe(SCARD_E_NOT_TRANSACTED);
  });

  test('that end with a reset reset', async () => {
    const chip = tinyChip();
    const { connected } = await start(chip);
    const { who, hCard } = await connected();
    await who.ask('BEGIN_TRANSACTION', { hCard });
    expect((await who.ask('END_TRANSACTION', { hCard, dwDisposition: 1 })).rv).toBe(SCARD_S_SUCCESS);
    expect(chip.powerOps).toEqual(['on', 'reset']);
    expect((await who.ask('STATUS', { hCard })).rv).toBe(SCARD_W_RESET_CARD);
  });
});

describe('the card comes and goes', () => {
  test('removal and insertion wake a waiter and count', async () => {
    const { client, reader } = await start();
    const who = await client();
    who.send('WAIT_READER_STATE_CHANGE', {});
    expect((await who.readList()).eventCounter).toBe(0);
    await reader.remove();
    expect(await who.readEvent()).toBe(SCARD_S_SUCCESS);
    who.send('WAIT_READER_STATE_CHANGE', {});
    expect(await who.readList()).toMatchObject({
      eventCounter: 1,
      readerState: SCARD_ABSENT,
      cardAtrLength: 0,
    });
    await reader.insert();
    expect(await who.readEvent()).toBe(SCARD_S_SUCCESS);
    expect(await who.readerState()).toMatchObject({ eventCounter: 2, cardAtrLength: TINY_ATR.length });
    await reader.remove();
    await settle(who);
    expect(who.unread).toBe(0); // nobody who has not asked again is told again
  });

  test('connects wake a waiter, since the sharing changed', async () => {
    const { client, connected } = await start();
    const who = await client();
    who.send('WAIT_READER_STATE_CHANGE', {});
    await who.readList();
    await connected();
    expect(await who.readEvent()).toBe(SCARD_S_SUCCESS);
  });

  test('a handle on a removed card stays dead until it reconnects', async () => {
    const chip = tinyChip();
    const { connected, client, name, reader } = await start(chip);
    const { who, hCard } = await connected();
    const reconnect = async () =>
      (await who.ask('RECONNECT', { hCard, dwShareMode: 2, dwPreferredProtocols: 3 })).rv;
    await reader.remove();
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_W_REMOVED_CARD);
    expect(await reconnect()).toBe(SCARD_E_NO_SMARTCARD);
    expect((await (await client()).connectCard({ name })).rv).toBe(SCARD_E_NO_SMARTCARD);
    await reader.insert();
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_W_REMOVED_CARD);
    expect(await reconnect()).toBe(SCARD_S_SUCCESS);
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_S_SUCCESS);
    expect(chip.powerOps).toEqual(['on', 'off', 'on']);
  });

  test('a direct connect needs no card', async () => {
    const { client, name, reader } = await start();
    await reader.remove();
    const who = await client();
    const { rv, hCard } = await who.connectCard({
      name,
      dwShareMode: SCARD_SHARE_DIRECT,
      dwPreferredProtocols: 0,
    });
    expect(rv).toBe(SCARD_S_SUCCESS);
    expect((await who.transmit(hCard, CAPDU)).rv).toBe(SCARD_E_NO_SMARTCARD);
  });

  test('removal interrupts a command, and the transaction it was in', async () => {
    const asked = Promise.withResolvers<void>();
    const chip = tinyChip(() => {
      asked.resolve();
      return new Promise<never>(() => {}); // a card that never answers
    });
    const { connected, client, name, reader } = await start(chip);
    const { who, hCard } = await connected();
    await who.ask('BEGIN_TRANSACTION', { hCard });
    const answer = who.transmit(hCard, CAPDU);
    await asked.promise;
    await reader.remove();
    expect((await answer).rv).toBe(SCARD_E_NO_SMARTCARD);
    await reader.insert();
    expect((await (await client()).connectCard({ name })).rv).toBe(SCARD_S_SUCCESS);
  });

  test('a mute card does not keep the service from closing', async () => {
    const asked = Promise.withResolvers<void>();
    const chip = tinyChip(() => {
      asked.resolve();
      return new Promise<never>(() => {});
    });
    const { service, connected } = await start(chip);
    const { who, hCard } = await connected();
    who.transmit(hCard, CAPDU).catch(() => undefined);
    await asked.promise;
    await service.close();
    expect(existsSync(dirname(service.socketPath))).toBe(false);
  });

  test('stop waiting is answered once', async () => {
    const { client, reader } = await start();
    const who = await client();
    who.send('WAIT_READER_STATE_CHANGE', {});
    await who.readList();
    who.send('STOP_WAITING_READER_STATE_CHANGE', {});
    expect(await who.readEvent()).toBe(SCARD_S_SUCCESS);
    who.send('STOP_WAITING_READER_STATE_CHANGE', {});
    await reader.remove();
    await settle(who);
    expect(who.unread).toBe(0);
  });

  test('cancel comes by another connection', async () => {
    const { service, client } = await start();
    const who = await client();
    who.send('WAIT_READER_STATE_CHANGE', {});
    await who.readList();
    const other = await PcscTestClient.open(service.socketPath);
    expect((await other.ask('CANCEL', { hContext: who.hContext })).rv).toBe(SCARD_S_SUCCESS);
    expect(await who.readEvent()).toBe(SCARD_E_CANCELLED);
    expect((await other.ask('CANCEL', { hContext: who.hContext })).rv).toBe(SCARD_E_INVALID_HANDLE);
    const modern = await client(5);
    expect((await other.ask('CANCEL', { hContext: modern.hContext })).rv).toBe(SCARD_S_SUCCESS);
    await settle(modern);
    expect(modern.unread).toBe(0);
    other.send('WAIT_READER_STATE_CHANGE', {}); // waits, and has no context
    await other.readList();
    expect((await who.ask('CANCEL', { hContext: 0 })).rv).toBe(SCARD_E_INVALID_HANDLE);
  });
});

describe('bad clients', () => {
  test('halves of a message are put together', async () => {
    const { service } = await start();
    const who = await PcscTestClient.open(service.socketPath);
    const bytes = encodeRequest('VERSION', { major: 4, minor: 4 });
    for (const byte of bytes) {
      who.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await who.answer('VERSION')).rv).toBe(SCARD_S_SUCCESS);
    who.write(Buffer.concat([bytes, bytes, bytes]));
    for (let i = 0; i < 3; i += 1) expect((await who.answer('VERSION')).rv).toBe(SCARD_S_SUCCESS);
  });

  test.each([
    ['an unknown command', header.encode({ size: 0, command: 0x99 })],
    ['a wrong size', header.encode({ size: 13, command: 0x11 })],
    ['an enormous size', header.encode({ size: 0xffffffff, command: 0x09 })],
    ['an enormous APDU', encodeRequest('TRANSMIT', { cbSendLength: 0xffffffff })],
    ['an enormous control', encodeRequest('CONTROL', { cbSendLength: 65549 })],
    ['a handle of somebody else', encodeRequest('STATUS', { hCard: 1 })],
    ['an enormous attribute', encodeRequest('GET_ATTRIB', { hCard: 1, cbAttrLen: 265 })],
  ])('%s closes that connection only', async (_, bytes) => {
    const { service, connected } = await start();
    const good = await connected();
    const bad = await PcscTestClient.start(service.socketPath);
    bad.write(bytes);
    await bad.closedByService();
    expect((await good.who.transmit(good.hCard, CAPDU)).rapdu).toEqual(RAPDU);
  });

  test('half a message, then death', async () => {
    const { service, connected } = await start();
    const bad = await PcscTestClient.start(service.socketPath);
    bad.write(encodeRequest('CONNECT', {}).subarray(0, 100));
    await bad.close();
    const { who, hCard } = await connected();
    expect((await who.transmit(hCard, CAPDU)).rapdu).toEqual(RAPDU);
  });

  test('random bytes never bring the service down', async () => {
    const { service, connected, name } = await start();
    const request = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(
          fc.integer({ min: 0, max: 0x18 }),
          fc.constantFrom(0, 8, 12, 24, 32, 152, 280),
          fc.infiniteStream(fc.nat(255)),
        )
        .map(([command, size, stream]) =>
          Buffer.concat([header.encode({ size, command }), Uint8Array.from(stream.take(size))]),
        ),
      fc.constantFrom(0, 1, 2, 3, 4).map((dwShareMode) =>
        encodeRequest('CONNECT', {
          hContext: 1,
          szReader: Buffer.from(`${name}\0`),
          dwShareMode,
          dwPreferredProtocols: 3,
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 8 }), fc.boolean(), async (requests, honest) => {
        const bad = honest
          ? await PcscTestClient.start(service.socketPath)
          : await PcscTestClient.open(service.socketPath);
        for (const bytes of requests) bad.write(bytes);
        await bad.close();
        const { who, hCard } = await connected();
        expect((await who.transmit(hCard, CAPDU)).rapdu).toEqual(RAPDU);
        await who.close();
      }),
      { numRuns: 200 },
    );
  });
});

describe('the socket', () => {
  test('is private and goes away', async () => {
    const { service } = await start();
    expect(statSync(dirname(service.socketPath)).mode & 0o777).toBe(0o700);
    await service.close();
    await service.close();
    expect(existsSync(dirname(service.socketPath))).toBe(false);
  });

  test('is refused where it cannot be', async () => {
    const { service } = await start();
    const chip = tinyChip();
    const again = startPcscService({ readers: [{ chip }], socketPath: service.socketPath });
    await expect(again).rejects.toMatchObject({ code: 'ERR_SOCKET_LISTEN' });
    expect(chip.powerOps).toEqual(['on', 'off']);
    const long = startPcscService({ readers: [], socketPath: `/tmp/${'x'.repeat(100)}` });
    await expect(long).rejects.toMatchObject({ code: 'ERR_SOCKET_PATH' });
    const named = startPcscService({ socketPath: '/tmp/x', readers: [{ name: 'é'.repeat(61) }] });
    await expect(named).rejects.toMatchObject({ code: 'ERR_READER_NAME' });
  });
});
