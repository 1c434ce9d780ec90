/**
 * A client of the PC/SC protocol for tests. It can do what libpcsclite never does: send halves, nonsense, or nothing.
 */
import { connect, type Socket } from 'node:net';
import { READERS_MAX } from '../scard.ts';
import { type CommandName, commands, type FieldsOf, header, readerState, waitResult } from '../wire.ts';

export type ReaderStateValues = ReturnType<typeof readerState.decode>;

export class PcscTestClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #wake: () => void = () => {};
  #ended = false;
  hContext = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  static open(socketPath: string): Promise<PcscTestClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(socketPath, () => resolve(new PcscTestClient(socket)));
      socket.once('error', reject);
    });
  }

  /** Opens, agrees on 4.`minor` and establishes a context. */
  static async start(socketPath: string, minor = 4): Promise<PcscTestClient> {
    const client = await PcscTestClient.open(socketPath);
    const version = await client.ask('VERSION', { major: 4, minor });
    if (version.rv !== 0) throw new Error(`version refused: ${version.rv.toString(16)}`);
    client.hContext = (await client.ask('ESTABLISH_CONTEXT', { dwScope: 2, hContext: 0 })).hContext;
    return client;
  }

  /** The connection is closed. */
  get ended(): boolean {
    return this.#ended;
  }

  get unread(): number {
    return this.#received.length;
  }

  write(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends a request and does not wait. */
  send<N extends CommandName>(name: N, fields: Partial<FieldsOf<N>>, payload?: Uint8Array): void {
    this.write(encodeRequest(name, fields, payload));
  }

  /** Exactly `length` bytes, or an error if the service closes the connection first. */
  async read(length: number): Promise<Uint8Array> {
    while (this.#received.length < length) {
      if (this.#ended) throw new Error('closed by the service');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const bytes = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return new Uint8Array(bytes);
  }

  async ask<N extends CommandName>(
    name: N,
    fields: Partial<FieldsOf<N>>,
    payload?: Uint8Array,
  ): Promise<FieldsOf<N>> {
    this.send(name, fields, payload);
    return this.answer(name);
  }

  async answer<N extends CommandName>(name: N): Promise<FieldsOf<N>> {
    return commands[name].layout.decode(await this.read(commands[name].layout.size)) as FieldsOf<N>;
  }

  connectCard(options: Partial<FieldsOf<'CONNECT'>> & { name: string }): Promise<FieldsOf<'CONNECT'>> {
    this.sendConnect(options);
    return this.answer('CONNECT');
  }

  sendConnect({ name, ...fields }: Partial<FieldsOf<'CONNECT'>> & { name: string }): void {
    this.send('CONNECT', {
      hContext: this.hContext,
      szReader: Buffer.from(`${name}\0`),
      dwShareMode: 2,
      dwPreferredProtocols: 3,
      ...fields,
    });
  }

  async transmit(
    hCard: number,
    capdu: Uint8Array,
    options: Partial<FieldsOf<'TRANSMIT'>> = {},
  ): Promise<FieldsOf<'TRANSMIT'> & { rapdu: Uint8Array }> {
    const answer = await this.ask(
      'TRANSMIT',
      { hCard, ioSendPciProtocol: 2, cbSendLength: capdu.length, pcbRecvLength: 65548, ...options },
      capdu,
    );
    const rapdu = answer.rv === 0 ? await this.read(answer.pcbRecvLength) : new Uint8Array(0);
    return { ...answer, rapdu };
  }

  /** The first place of the list of readers, after GET_READERS_STATE. */
  async readerState(): Promise<ReaderStateValues> {
    this.send('GET_READERS_STATE', {});
    return this.readList();
  }

  /** Every reader that the list has, with its name as text, in the order of the places. */
  async readers(): Promise<(ReaderStateValues & { name: string })[]> {
    this.send('GET_READERS_STATE', {});
    const list = await this.read(READERS_MAX * readerState.size);
    return Array.from({ length: READERS_MAX }, (_, place) => {
      const state = readerState.decode(
        list.subarray(place * readerState.size, (place + 1) * readerState.size),
      );
      return { ...state, name: Buffer.from(state.readerName).toString().replace(/\0+$/, '') };
    }).filter(({ name }) => name !== '');
  }

  async readList(): Promise<ReaderStateValues> {
    return readerState.decode((await this.read(16 * readerState.size)).subarray(0, readerState.size));
  }

  /** The result code of an event. */
  async readEvent(): Promise<number> {
    return waitResult.decode(await this.read(waitResult.size)).rv;
  }

  /** Resolves when the service has closed the connection. */
  async closedByService(): Promise<void> {
    while (!this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): Promise<void> {
    this.#socket.destroy();
    return this.closedByService();
  }
}

export function encodeRequest<N extends CommandName>(
  name: N,
  fields: Partial<FieldsOf<N>>,
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const { layout, code } = commands[name];
  // Fields that the caller leaves out are zero: decoding zeros gives every field of the structure.
  const zeros = layout.decode(new Uint8Array(layout.size));
  const encode = layout.encode as (values: unknown) => Uint8Array;
  return Buffer.concat([
    header.encode({ size: layout.size, command: code }),
    encode({ ...zeros, ...fields }),
    payload,
  ]);
}
