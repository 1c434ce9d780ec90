/**
 * PC/SC services with one thing wrong, for tests of tests: a relay before a right service that changes one kind of message.
 */
import { connect, createServer, type Socket } from 'node:net';
import { privateSocketPath, removeSocket } from '../private-socket.ts';
import { READERS_MAX, SCARD_E_SHARING_VIOLATION, SCARD_S_SUCCESS, SCARD_W_RESET_CARD } from '../scard.ts';
import { type CommandName, commands, type Request, readerState, takeRequest } from '../wire.ts';
import { encodeRequest } from './pcsc-test-client.ts';

type Fields = Record<string, number | Uint8Array>;
type Change = Partial<Record<CommandName, (fields: Fields) => Fields>>;

export interface WrongService {
  readonly id: string;
  readonly says: string;
  /** Requests reach the service changed. */
  readonly request?: Change;
  /** Answers reach the client changed. */
  readonly answer?: Change;
  /** These requests never reach the service; the client is told that all went well. */
  readonly swallows?: CommandName;
  readonly list?: (state: ReturnType<typeof readerState.decode>) => object;
  readonly event?: (event: Uint8Array) => Uint8Array;
  /** Answers of the card reach the client changed. */
  readonly data?: (rapdu: Uint8Array) => Uint8Array;
  /** The service does not hear that a client has died. */
  readonly keepsTheDead?: boolean;
}

const becomesFine =
  (code: number) =>
  (fields: Fields): Fields =>
    fields.rv === code ? { ...fields, rv: SCARD_S_SUCCESS } : fields;
const withField =
  (name: string, value: number, when: (value: number) => boolean = () => true) =>
  (fields: Fields): Fields =>
    when(fields[name] as number) ? { ...fields, [name]: value } : fields;

export const WRONG_SERVICES: readonly WrongService[] = [
  { id: 'events-lost', says: 'who waits is told nothing', event: () => new Uint8Array(0) },
  { id: 'events-twice', says: 'who waits is told twice', event: (event) => Buffer.concat([event, event]) },
  {
    id: 'exclusive-is-shared',
    says: 'exclusive use keeps nobody out',
    request: { CONNECT: withField('dwShareMode', 2, (mode) => mode === 1) },
  },
  { id: 'end-ends-nothing', says: 'a transaction never ends', swallows: 'END_TRANSACTION' },
  { id: 'begin-begins-nothing', says: 'a transaction keeps nobody out', swallows: 'BEGIN_TRANSACTION' },
  { id: 'cancel-unheard', says: 'who is cancelled goes on waiting', swallows: 'CANCEL' },
  { id: 'dead-hold-on', says: 'a dead client keeps what it had', keepsTheDead: true },
  {
    id: 'leaves-instead-of-reset',
    says: 'a disconnect never resets the card',
    request: { DISCONNECT: withField('dwDisposition', 0, (disposition) => disposition < 4) },
  },
  {
    id: 'reconnects-without-reset',
    says: 'a reconnect never resets the card',
    request: { RECONNECT: withField('dwInitialization', 0, (initialization) => initialization < 3) },
  },
  {
    id: 'ends-without-reset',
    says: 'the end of a transaction never resets the card',
    request: { END_TRANSACTION: withField('dwDisposition', 0, (disposition) => disposition < 4) },
  },
  {
    id: 'reset-untold',
    says: 'a handle is not told that the card was reset',
    answer: {
      STATUS: becomesFine(SCARD_W_RESET_CARD),
      BEGIN_TRANSACTION: becomesFine(SCARD_W_RESET_CARD),
    },
  },
  {
    id: 'lock-open',
    says: 'a status passes the transaction of another',
    answer: { STATUS: becomesFine(SCARD_E_SHARING_VIOLATION) },
  },
  {
    id: 'counter-stands',
    says: 'cards that come and go are not counted',
    list: (state) => ({ ...state, eventCounter: 0 }),
  },
  {
    id: 'sharing-unseen',
    says: 'the list does not tell who uses the card',
    list: (state) => ({ ...state, readerSharing: 0 }),
  },
  {
    id: 'always-powered',
    says: 'a card without power is shown with it',
    list: (state) => (state.readerState === 4 ? { ...state, readerState: 0x34 } : state),
  },
  {
    id: 'first-reader-only',
    says: 'every connect goes to the same reader',
    request: {
      CONNECT: (fields) => ({ ...fields, szReader: Buffer.from('fpos-hil TEST Virtual Reader 00 00\0') }),
    },
  },
  {
    id: 'any-protocol',
    says: 'an APDU of another protocol is sent all the same',
    request: { TRANSMIT: withField('ioSendPciProtocol', 2) },
  },
  {
    id: 'data-changed',
    says: 'the answer of the card is changed on its way',
    data: (rapdu) => rapdu.map((byte, at) => (at === 1 ? byte ^ 1 : byte)),
  },
];

const NO_ANSWER: readonly CommandName[] = ['STOP_WAITING_READER_STATE_CHANGE'];
const LISTS: readonly CommandName[] = [
  'GET_READERS_STATE',
  'WAIT_READER_STATE_CHANGE',
  'GET_READERS_STATE_ARRAY',
];

/** The first message of the service in `bytes`, as the client gets it, and how many bytes it was; undefined: not all here. */
function answered(wrong: WrongService, asked: CommandName | undefined, bytes: Buffer) {
  if (asked === undefined)
    return bytes.length < 8
      ? undefined
      : { size: 8, out: wrong.event?.(bytes.subarray(0, 8)) ?? bytes.subarray(0, 8) };
  if (LISTS.includes(asked)) {
    const size = READERS_MAX * readerState.size;
    if (bytes.length < size) return undefined;
    const places = Array.from({ length: READERS_MAX }, (_, place) => {
      const state = readerState.decode(
        bytes.subarray(place * readerState.size, (place + 1) * readerState.size),
      );
      return readerState.encode((wrong.list?.(state) ?? state) as typeof state);
    });
    return { size, out: Buffer.concat(places) };
  }
  const { layout } = commands[asked];
  if (bytes.length < layout.size) return undefined;
  const fields = layout.decode(bytes.subarray(0, layout.size)) as Fields;
  const encode = layout.encode as (values: unknown) => Uint8Array;
  const struct = encode(wrong.answer?.[asked]?.(fields) ?? fields);
  const length = asked === 'TRANSMIT' && fields.rv === SCARD_S_SUCCESS ? (fields.pcbRecvLength as number) : 0;
  if (bytes.length < layout.size + length) return undefined;
  const rapdu = bytes.subarray(layout.size, layout.size + length);
  return { size: layout.size + length, out: Buffer.concat([struct, wrong.data?.(rapdu) ?? rapdu]) };
}

function relay(wrong: WrongService, client: Socket, upstream: string): void {
  const service = connect(upstream);
  const asked: CommandName[] = [];
  let minor = 4;
  let received: Uint8Array = new Uint8Array(0);
  let answers = Buffer.alloc(0);
  const forward = ({ name, struct, payload }: Request): void => {
    const fields = commands[name].layout.decode(struct) as Fields;
    if (wrong.swallows === name) {
      client.write(struct); // its code is 0 already: success
      return;
    }
    if (name === 'VERSION') minor = fields.minor as number;
    if (!NO_ANSWER.includes(name) && (name !== 'WAIT_READER_STATE_CHANGE' || minor < 6)) asked.push(name);
    service.write(encodeRequest(name, wrong.request?.[name]?.(fields) ?? fields, payload));
  };
  client.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    try {
      for (let next = takeRequest(received); next !== undefined; next = takeRequest(received)) {
        received = next.rest;
        forward(next.request);
      }
    } catch {
      service.write(received); // malformed: the service's to judge
    }
  });
  service.on('data', (chunk) => {
    answers = Buffer.concat([answers, chunk]);
    for (
      let next = answered(wrong, asked[0], answers);
      next !== undefined;
      next = answered(wrong, asked[0], answers)
    ) {
      asked.shift();
      answers = answers.subarray(next.size);
      client.write(next.out);
    }
  });
  client.on('error', () => {}).on('close', () => wrong.keepsTheDead || service.destroy());
  service.on('error', () => {}).on('close', () => client.destroy());
}

/** The relay, listening at a socket of its own, before the service at `upstream`. */
export async function startWrongService(wrong: WrongService, upstream: string) {
  const socketPath = await privateSocketPath();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    relay(wrong, client, upstream);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await removeSocket(socketPath);
    },
  };
}
