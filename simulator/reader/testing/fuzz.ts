/**
 * A fuzzer for the socket of a PC/SC service: many messages, most of them wrong, from connections that come and go; and an
 * honest client in between, who must be served as if nothing had been.
 */
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Chance } from '../../world/index.ts';
import { APDU_SIZE_MAX, ATTRIBUTE_SIZE_MAX, SCARD_S_SUCCESS } from '../scard.ts';
import { type CommandName, commands, header } from '../wire.ts';
import { encodeRequest, PcscTestClient } from './pcsc-test-client.ts';

const NAMES = Object.keys(commands) as CommandName[];
/** Messages that one connection sends at most before it goes. */
const MESSAGES_PER_CONNECTION = 20;
/** Turns of the event loop in which an answer must have come: service and clients are in one process. */
const TURNS_MAX = 5_000;
/** Growth of the heap and of buffers over the second half of the messages, bytes; beyond it something is kept. */
const MEMORY_GROWTH_MAX = 1024 * 1024;

export interface FuzzTarget {
  readonly socketPath: string;
  readonly reader: string;
}

/** What was found; thrown as an error that begins with it. */
export type FuzzFinding =
  | 'hang'
  | 'leak of descriptors'
  | 'leak of handles'
  | 'leak of memory'
  | 'wrong answer';

const found = (finding: FuzzFinding, what: string): Error => new Error(`${finding}: ${what}`);

async function answered<T>(what: string, answer: Promise<T>): Promise<T> {
  let outcome: { value: T } | { error: unknown } | undefined;
  answer.then(
    (value) => {
      outcome = { value };
    },
    (error: unknown) => {
      outcome = { error };
    },
  );
  for (let turn = 0; outcome === undefined; turn += 1) {
    if (turn === TURNS_MAX) throw found('hang', what);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  if ('error' in outcome) throw found('wrong answer', `${what}: ${(outcome.error as Error).message}`);
  return outcome.value;
}

/** The numbers that the service gave a connection. */
interface Own {
  context: number;
  readonly cards: number[];
}

/** Values that get a request somewhere. */
const USUAL: Readonly<Record<string, readonly number[]>> = {
  ioSendPciProtocol: [2],
  pcbRecvLength: [300, 2],
  dwShareMode: [1, 2, 3],
  dwPreferredProtocols: [2, 3],
  dwInitialization: [0, 1, 2],
  dwDisposition: [0, 1, 2, 3],
};

/** A number as programs get them wrong: small, a limit, one beside it, or anything. */
function number(chance: Chance): number {
  const limits = [0, 1, 2, 3, 4, 7, 8, 0x7f, 0x80, 0xff, 0x108, 0x109, APDU_SIZE_MAX, APDU_SIZE_MAX + 1];
  const edges = [0x7fffffff, 0x80000000, 0xffffffff, 0x42000d48, 0x42330012, 0x00090303];
  return chance.below(4) === 0 ? chance.below(2 ** 32) : chance.pick([...limits, ...edges]);
}

function request(chance: Chance, reader: string, own: Own): Uint8Array {
  const name = chance.pick(NAMES);
  const { layout } = commands[name];
  const fields = layout.decode(new Uint8Array(layout.size)) as Record<string, number | Uint8Array>;
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value !== 'number')
      fields[field] = chance.below(3) ? Buffer.from(`${reader}\0`) : chance.bytes(value.length);
    // The number of somebody else ends the connection: seldom, or nothing would get further.
    else if (field === 'hCard') fields[field] = chance.below(30) ? chance.pick(own.cards) : number(chance);
    else if (field === 'hContext') fields[field] = chance.below(30) ? own.context : number(chance);
    else if (field === 'cbAttrLen' && chance.below(10)) fields[field] = chance.below(ATTRIBUTE_SIZE_MAX + 1);
    else fields[field] = chance.below(3) ? chance.pick(USUAL[field] ?? [0, 1, 2]) : number(chance);
  }
  if (!('cbSendLength' in fields)) return encodeRequest(name, fields);
  const payload = chance.bytes(chance.below(4) ? chance.below(40) : chance.below(3_000));
  // A request that announces more than it brings makes the next ones its payload.
  if (chance.below(40)) fields.cbSendLength = payload.length;
  return encodeRequest(name, fields, payload);
}

function message(chance: Chance, reader: string, own: Own): Uint8Array {
  const bytes = request(chance, reader, own);
  switch (chance.below(60)) {
    case 0:
      return bytes.subarray(0, chance.below(bytes.length));
    case 1:
      return chance.bytes(chance.below(400));
    case 2: {
      const changed = Uint8Array.from(bytes);
      changed[chance.below(changed.length)] = chance.below(256);
      return changed;
    }
    case 3:
      return header.encode({ size: number(chance), command: chance.below(0x20) });
    default:
      return bytes;
  }
}

/** Lets the service look at what has arrived. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/**
 * One connection that sends nonsense; honest first, so that its nonsense gets somewhere. Returns how many messages it sent
 * before it was closed.
 */
async function fuzzOnce(
  chance: Chance,
  { socketPath, reader }: FuzzTarget,
  messages: number,
): Promise<number> {
  const client = await answered('a new connection', PcscTestClient.open(socketPath));
  const own: Own = { context: 0, cards: [1] };
  if (chance.below(6) > 0) {
    const minor = 4 + chance.below(3);
    await answered('VERSION', client.ask('VERSION', { major: 4, minor }));
    client.hContext = (await answered('ESTABLISH', client.ask('ESTABLISH_CONTEXT', { dwScope: 2 }))).hContext;
    own.context = client.hContext;
    const dwShareMode = chance.pick([1, 2, 2, 3]);
    const connected = await answered('CONNECT', client.connectCard({ name: reader, dwShareMode }));
    if (connected.rv === SCARD_S_SUCCESS) own.cards.splice(0, 1, connected.hCard);
  }
  let sent = 0;
  for (; sent < messages && !client.ended; sent += 1) {
    client.write(message(chance, reader, own));
    await turns(2);
  }
  await answered('the end of a connection', client.close());
  return sent;
}

/** What an honest client is owed, whatever others have done. */
async function honest({ socketPath, reader }: FuzzTarget, expected: Uint8Array): Promise<void> {
  const client = await answered('an honest connection', PcscTestClient.start(socketPath));
  // Those who have just died may still be let go of: asked again until the card is free.
  for (let round = 0; ; round += 1) {
    const { rv, hCard } = await answered('an honest CONNECT', client.connectCard({ name: reader }));
    if (rv === SCARD_S_SUCCESS) {
      const { rapdu } = await answered(
        'an honest TRANSMIT',
        client.transmit(hCard, Uint8Array.of(0, 0x84, 0, 0)),
      );
      if (Buffer.compare(rapdu, expected) !== 0)
        throw found('wrong answer', Buffer.from(rapdu).toString('hex'));
      break;
    }
    if (round === 50)
      throw found('leak of handles', `nobody is left, and CONNECT answers ${rv.toString(16)}`);
  }
  for (let round = 0; ; round += 1) {
    const [state] = await answered('the list', client.readers());
    if (state?.readerSharing === 1) break;
    if (round === 50) throw found('leak of handles', `${state?.readerSharing} users, and one client is left`);
  }
  await answered('the end of an honest connection', client.close());
}

const descriptors = (): number => readdirSync('/proc/self/fd').length;

/** Bytes in use, after the engine has given back what it can. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Sends so many messages. Throws what it found. `expected`: the answer of the card to 00 84 00 00.
 * The counts are of this process, in which the service must be.
 */
export async function fuzzService(
  target: FuzzTarget,
  chance: Chance,
  messages: number,
  expected: Uint8Array,
): Promise<{ connections: number; growth: number }> {
  await honest(target, expected);
  const descriptorsBefore = descriptors();
  let memoryHalfway = 0;
  let connections = 0;
  for (let sent = 0; sent < messages; ) {
    const count = Math.min(messages - sent, 1 + chance.below(MESSAGES_PER_CONNECTION));
    sent += await fuzzOnce(chance, target, count);
    connections += 1;
    if (connections % 8 === 0) await honest(target, expected);
    if (memoryHalfway === 0 && sent >= messages / 2) memoryHalfway = memory();
  }
  await honest(target, expected);
  for (let turn = 0; descriptors() > descriptorsBefore; turn += 1) {
    if (turn === TURNS_MAX)
      throw found('leak of descriptors', `${descriptors()} are open, ${descriptorsBefore} were`);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const growth = memory() - memoryHalfway;
  if (growth > MEMORY_GROWTH_MAX) throw found('leak of memory', `${growth} bytes more than halfway`);
  return { connections, growth };
}
