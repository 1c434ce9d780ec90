/**
 * A fuzzer for the socket of a PC/SC service: many messages, most of them wrong, from connections that come and go; and an
 * honest client in between, who must be served as if nothing had been.
 */
import type { Chance } from '../../world/index.ts';
import { APDU_SIZE_MAX, ATTRIBUTE_SIZE_MAX, SCARD_S_SUCCESS } from '../scard.ts';
import { type CommandName, commands, header } from '../wire.ts';
import { encodeRequest, PcscTestClient } from './pcsc-test-client.ts';
import { answered, found, turns, underFire } from './under-fire.ts';

const NAMES = Object.keys(commands) as CommandName[];
export interface FuzzTarget {
  readonly socketPath: string;
  readonly reader: string;
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

/**
 * Sends so many messages. Throws what it found. `expected`: the answer of the card to 00 84 00 00.
 * The counts are of this process, in which the service must be.
 */
export function fuzzService(
  target: FuzzTarget,
  chance: Chance,
  messages: number,
  expected: Uint8Array,
): Promise<{ connections: number; growth: number }> {
  return underFire(
    {
      once: (drawn, count) => fuzzOnce(drawn, target, count),
      honest: () => honest(target, expected),
    },
    chance,
    messages,
  );
}
