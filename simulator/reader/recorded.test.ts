/**
 * Real exchanges again: what the client library of each release sent is sent to our service, and our answers are compared by
 * meaning with those of the pcscd of that release. Numbers that a service may choose (contexts, handles, names) are mapped.
 */
import { afterEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../apdu/index.ts';
import { type PcscReader, type PcscService, startPcscService } from './pcsc-service.ts';
import { privateSocketPath } from './private-socket.ts';
import { SCARD_S_SUCCESS } from './scard.ts';
import { encodeRequest, PcscTestClient } from './testing/pcsc-test-client.ts';
import { recorded, recordedBytes, recordedReleases } from './testing/recorded.ts';
import { tinyChip } from './testing/tiny-chip.ts';
import { type CommandName, commands, readerState, takeRequest, waitResult } from './wire.ts';

type Read = (length: number) => Promise<Uint8Array>;
type Values = Record<string, number | Uint8Array>;

/** Answered by the driver of the reader, which ours is not: only their size is compared. */
const OF_THE_DRIVER: readonly CommandName[] = ['GET_ATTRIB', 'SET_ATTRIB', 'CONTROL'];
const PROTOCOL_OF: Partial<Record<CommandName, string>> = {
  CONNECT: 'dwActiveProtocol',
  RECONNECT: 'dwActiveProtocol',
};
const READERS_OLD = 16;

/** One of the two services, with the numbers that it gave out in the order in which it did. */
class Side {
  readonly contexts: number[] = [];
  readonly cards: number[] = [];
  #readersSize = 0;
  #readerEvents: number | undefined;
  readonly #cardEvents = new Map<number, number>();

  async #list(read: Read, places: number) {
    const list = [];
    for (let place = 0; place < places; place += 1) {
      const state = readerState.decode(await read(readerState.size));
      if (state.readerName[0] === 0) continue;
      const first = this.#cardEvents.get(place) ?? state.eventCounter;
      this.#cardEvents.set(place, first);
      list.push({
        place,
        events: state.eventCounter - first,
        state: state.readerState,
        sharing: state.readerSharing,
        atr: toHex(state.cardAtr.subarray(0, state.readerState & 4 ? state.cardAtrLength : 0)),
        protocol: state.cardProtocol,
      });
    }
    return list;
  }

  /** What the next answer means; without a name it is an event. */
  async answer(read: Read, name?: CommandName): Promise<unknown> {
    const numbers = async (count: number) => [...new Uint32Array((await read(4 * count)).buffer)];
    switch (name) {
      case undefined:
      case 'STOP_WAITING_READER_STATE_CHANGE':
        return { rv: waitResult.decode(await read(waitResult.size)).rv };
      case 'GET_READERS_STATE':
      case 'WAIT_READER_STATE_CHANGE':
        return this.#list(read, READERS_OLD);
      case 'GET_READERS_STATE_SIZE':
        this.#readersSize = (await numbers(1))[0]!;
        return 'a size';
      case 'GET_READERS_STATE_ARRAY':
        return this.#list(read, this.#readersSize);
      case 'GET_READER_EVENTS': {
        const [events, rv] = await numbers(2);
        this.#readerEvents ??= events!;
        return { events: events! - this.#readerEvents, rv };
      }
      default: {
        const values = commands[name].layout.decode(await read(commands[name].layout.size)) as Values;
        const payload = await this.#payload(read, name, values);
        if (OF_THE_DRIVER.includes(name)) return 'an answer of the driver';
        const fine = values.rv === SCARD_S_SUCCESS;
        if (name === 'ESTABLISH_CONTEXT') this.contexts.push(values.hContext as number);
        if (name === 'CONNECT' && fine) this.cards.push(values.hCard as number);
        const protocol = fine ? values[PROTOCOL_OF[name] ?? ''] : undefined;
        return { rv: values.rv, payload, protocol, minor: values.minor };
      }
    }
  }

  async #payload(read: Read, name: CommandName, { rv, pcbRecvLength, dwBytesReturned }: Values) {
    if (rv !== SCARD_S_SUCCESS || (name !== 'TRANSMIT' && name !== 'CONTROL')) return undefined;
    return toHex(await read((name === 'TRANSMIT' ? pcbRecvLength : dwBytesReturned) as number));
  }
}

/** Reads from bytes that are there already. */
function readerOf(bytes: Uint8Array): { read: Read; left: () => number } {
  let at = 0;
  const read: Read = async (length) => {
    if (at + length > bytes.length)
      throw new Error(`the recording has ${bytes.length - at} bytes, not ${length}`);
    at += length;
    return new Uint8Array(bytes.slice(at - length, at));
  };
  return { read, left: () => bytes.length - at };
}

let service: PcscService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
});

/** The request as this service must get it: its own numbers and names in it. */
function translated(name: CommandName, values: Values, theirs: Side, ours: Side, reader: PcscReader): Values {
  const own = { ...values };
  for (const [field, from, to] of [
    ['hContext', theirs.contexts, ours.contexts],
    ['hCard', theirs.cards, ours.cards],
  ] as const) {
    const at = from.indexOf(values[field] as number);
    if (at >= 0) own[field] = to[at]!;
  }
  if (name === 'CONNECT') own.szReader = Buffer.from(`${reader.name}\0`);
  return own;
}

test('there is a recording of each version of the protocol', () => {
  expect(recordedReleases()).toEqual(['1.9.9', '2.3.0', '2.4.1', '2.5.1']);
});

test.each(recordedReleases())('pcsc-lite %s', async (release) => {
  const { atr, exchange } = recorded(release);
  service = await startPcscService({
    readers: [{ chip: { ...tinyChip(), atr: fromHex(atr) } }, {}],
    socketPath: await privateSocketPath(),
    grace: () => Promise.resolve(),
  });
  const [reader] = service.readers as [PcscReader];
  const [theirs, ours] = [new Side(), new Side()];
  const lines = new Map<number, { client: PcscTestClient; asked: CommandName[]; minor: number }>();
  const lineOf = async (connection: number) => {
    const line = lines.get(connection) ?? {
      client: await PcscTestClient.open(service!.socketPath),
      asked: [],
      minor: 0,
    };
    lines.set(connection, line);
    return line;
  };
  const seen = { requests: 0, answers: 0, events: 0 };
  for (const [at, entry] of exchange.entries()) {
    if ('card' in entry) {
      await reader[entry.card]();
      continue;
    }
    const line = await lineOf(entry.connection);
    const bytes = recordedBytes(entry.bytes);
    if (entry.from === 'client') {
      for (let next = takeRequest(bytes); next !== undefined; next = takeRequest(next.rest)) {
        const { name, struct, payload } = next.request;
        const values = commands[name].layout.decode(struct) as Values;
        line.client.write(encodeRequest(name, translated(name, values, theirs, ours, reader), payload));
        if (name === 'VERSION') line.minor = values.minor as number;
        // From 4.6 on, to wait is not answered.
        if (name === 'WAIT_READER_STATE_CHANGE' && line.minor >= 6) continue;
        line.asked.push(name);
        seen.requests += 1;
      }
      continue;
    }
    const { read, left } = readerOf(bytes);
    while (left() > 0) {
      const name = line.asked.shift();
      const expected = await theirs.answer(read, name);
      const answer = await ours.answer((length) => line.client.read(length), name);
      expect([at, name, answer]).toEqual([at, name, expected]);
      seen[name === undefined ? 'events' : 'answers'] += 1;
    }
  }
  expect(seen).toEqual({ requests: expect.any(Number), answers: seen.requests, events: 3 });
  expect(seen.requests).toBeGreaterThan(90);
});
