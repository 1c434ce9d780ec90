/**
 * Plays a sequence of steps of several clients against a PC/SC service and a model of it, and stops at the first difference.
 *
 * Nothing here waits on a clock: a watcher asks for the list of readers, and what the service did before its answer has
 * arrived by then.
 */
import fc from 'fast-check';
import type { Chip } from '../../apdu/channel.ts';
import type { PcscReader } from '../pcsc-service.ts';
import { SCARD_E_CANCELLED, SCARD_S_SUCCESS } from '../scard.ts';
import { type CommandName, commands, type FieldsOf, header, readerState, waitResult } from '../wire.ts';
import { encodeRequest, PcscTestClient } from './pcsc-test-client.ts';
import { type Answer, type ModelHandle, ModelReader, ServiceModel } from './service-model.ts';

/**
 * T=1 alone; takes a while for everything, so that clients die in the middle of it. Answers with the number of exchanges since it last got power or a reset. */
class CountingChip implements Chip {
  readonly atr = Uint8Array.of(0x3b, 0x80, 0x01);
  exchanges = 0;
  async power(): Promise<void> {
    await aWhile();
    this.exchanges = 0;
  }
  async transmit(): Promise<Uint8Array> {
    await aWhile();
    this.exchanges += 1;
    return Uint8Array.of(this.exchanges >> 8, this.exchanges & 0xff, 0x90, 0x00);
  }
}

/** The service that is tried, and where its clients reach it. */
export interface Tried {
  readonly socketPath: string;
  readonly readers: readonly PcscReader[];
  plug(chip: Chip): Promise<PcscReader>;
  /** Ends the grace periods of all unused cards. */
  rest(): void;
  close(): Promise<void>;
}
export type Serve = (chips: readonly Chip[]) => Promise<Tried>;

/** So many turns that a client that dies meanwhile is seen to be dead before the card is done. */
const CARD_TURNS = 4;
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < CARD_TURNS; turn += 1)
    await new Promise<void>((resolve) => setImmediate(resolve));
}

export const KINDS = [
  'connect',
  'reconnect',
  'disconnect',
  'begin',
  'end',
  'transmit',
  'status',
  'wait',
  'stop',
  'cancel',
  'release',
  'die',
  'nonsense',
  'half',
  'let go',
  'die waiting',
  'burst',
  'insert',
  'remove',
  'plug',
  'unplug',
  'rest',
] as const;
type Kind = (typeof KINDS)[number];

export interface Step {
  readonly kind: Kind;
  /** Which client. */
  readonly who: number;
  /** Which of its handles, or which reader. */
  readonly which: number;
  readonly mode: number;
  readonly protocols: number;
  readonly disposition: number;
}

const CLIENTS = 4;
const READERS_AT_START = 2;
const READERS_MOST = 4;

/** What happens more often is named more often. */
const OFTEN: readonly Kind[] = [
  ...(['connect', 'connect', 'connect', 'begin', 'begin', 'end', 'transmit', 'transmit'] as const),
  ...(['status', 'reconnect', 'reconnect', 'disconnect', 'wait', 'wait', 'insert', 'let go'] as const),
];

export const anyStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS, ...OFTEN, ...OFTEN, ...OFTEN),
  who: fc.nat(CLIENTS - 1),
  which: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 3),
  mode: fc.constantFrom(2, 2, 2, 2, 2, 2, 2, 1, 3, 4),
  protocols: fc.constantFrom(3, 2, 3, 2, 3, 2, 3, 2, 1, 0, 4),
  disposition: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4),
});

interface Client {
  readonly line: PcscTestClient;
  readonly minor: number;
  readonly cards: Map<ModelHandle, number>;
  /** The request that has to wait, to read its answer by; for a DISCONNECT the handle that goes. */
  blocked?: { readonly name: 'CONNECT' | 'DISCONNECT'; readonly handle?: ModelHandle };
}

/** Round trips of the watcher after which whatever is to arrive has arrived. */
const ROUNDS_MAX = 25;

const step = (kind: Kind, who: number, more: Partial<Step> = {}): Step => ({
  kind,
  who,
  which: 0,
  mode: 2,
  protocols: 3,
  disposition: 0,
  ...more,
});

/** Sequences that chance alone would seldom bring; every run plays them first. */
export const STORIES: readonly Step[][] = [
  // Exclusive use, a removal in between, and a transaction after it was given up.
  [
    step('connect', 0, { mode: 1 }),
    step('remove', 0),
    step('insert', 0),
    step('reconnect', 0),
    step('begin', 0),
    step('end', 0),
    step('connect', 1),
  ],
  // Death in the middle of a reset that would have made the use exclusive.
  [
    step('connect', 0),
    step('let go', 0, { mode: 1, disposition: 3 }),
    step('connect', 1),
    step('connect', 2),
  ],
  // The holder of a transaction dies in the middle of a reset, while another one waits for its end.
  [
    step('connect', 2),
    step('connect', 0),
    step('begin', 2),
    step('connect', 0),
    step('let go', 2, { mode: 1, disposition: 3 }),
    step('connect', 0),
  ],
  // Who waits for the end of a transaction when the use becomes exclusive; who waits and dies, with a card elsewhere.
  [
    step('connect', 0),
    step('begin', 0),
    step('connect', 1, { which: 1 }),
    step('connect', 1),
    step('connect', 2),
    step('die waiting', 0),
    step('reconnect', 0, { mode: 1 }),
    step('end', 0),
    step('disconnect', 0),
    step('connect', 3),
  ],
];

/** How often each kind of step, answer and event was seen. */
export type Reached = Map<string, number>;

class Run {
  readonly model: ServiceModel;
  readonly chips: CountingChip[];
  readonly pairs: { shown: PcscReader; model: ModelReader; chip: CountingChip }[] = [];
  readonly clients: (Client | undefined)[] = new Array(CLIENTS).fill(undefined);
  readonly tried: Tried;
  readonly watcher: PcscTestClient;
  readonly reached: Reached;

  constructor(tried: Tried, watcher: PcscTestClient, chips: CountingChip[], reached: Reached) {
    this.tried = tried;
    this.watcher = watcher;
    this.chips = chips;
    this.reached = reached;
    for (const [at, shown] of tried.readers.entries())
      this.pairs.push({ shown, model: new ModelReader(shown.name), chip: chips[at]! });
    this.model = new ServiceModel(this.pairs.map(({ model }) => model));
  }

  count(what: string): void {
    this.reached.set(what, (this.reached.get(what) ?? 0) + 1);
  }

  differ(what: string, expected: unknown, got: unknown): never {
    throw new Error(`${what}: ${JSON.stringify(expected)} expected, ${JSON.stringify(got)} seen`);
  }

  expect(what: string, expected: unknown, got: unknown): void {
    if (JSON.stringify(expected) !== JSON.stringify(got)) this.differ(what, expected, got);
  }

  /** Waits, by asking something else, until so many bytes are there. */
  async arrived({ line }: Client, size: number, what: string): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      if (line.unread >= size) return;
      await this.watcher.readers();
    }
    this.differ(what, `${size} bytes`, `${line.unread} bytes`);
  }

  async answer<N extends CommandName>(client: Client, name: N): Promise<FieldsOf<N>> {
    await this.arrived(client, commands[name].layout.size, `answer to ${name}`);
    return client.line.answer(name);
  }

  async ask<N extends CommandName>(
    client: Client,
    name: N,
    fields: Partial<FieldsOf<N>>,
  ): Promise<FieldsOf<N>> {
    client.line.send(name, fields);
    return this.answer(client, name);
  }

  async clientOf(who: number): Promise<Client> {
    const known = this.clients[who];
    if (known) return known;
    const minor = 4 + (who % 3);
    const opened = {
      line: await PcscTestClient.start(this.tried.socketPath, minor),
      minor,
      cards: new Map(),
    };
    this.clients[who] = opened;
    return opened;
  }

  /** The card of this handle, which has just been connected. */
  connected(client: Client, who: number, hCard: number): void {
    const fresh = this.model.handlesOf(who).find((handle) => !client.cards.has(handle));
    if (!fresh) this.differ('connect', 'no new handle', hCard);
    client.cards.set(fresh, hCard);
  }

  /** Reads what the model says that clients are told without having asked (any more). */
  async readTold(): Promise<void> {
    for (const { client: who, event, answer } of this.model.told.splice(0)) {
      const client = this.clients[who];
      if (!client) continue; // it died of the same thing
      if (event !== undefined) {
        await this.arrived(client, waitResult.size, `event for client ${who}`);
        this.expect(`event for client ${who}`, event, await client.line.readEvent());
        this.count('event');
        continue;
      }
      const { name, handle } = client.blocked!;
      delete client.blocked;
      const got = await this.answer(client, name);
      this.expect(`late answer to ${name} of client ${who}`, answer, got.rv);
      this.count(`${name} that waited`);
      if (answer !== SCARD_S_SUCCESS) continue;
      if (name === 'CONNECT') this.connected(client, who, (got as FieldsOf<'CONNECT'>).hCard);
      else client.cards.delete(handle!);
    }
  }

  state() {
    const shown = this.pairs.filter(({ model }) => model.plugged).map(({ model }) => model.shown);
    return shown.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async seen() {
    const list = (await this.watcher.readers()).map((reader) => ({
      name: reader.name,
      events: reader.eventCounter,
      state: reader.readerState,
      sharing: reader.readerSharing,
      protocol: reader.cardProtocol,
    }));
    return list.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Everything that can be seen is as the model has it; after a death, as soon as the service has noticed. */
  async compare(rounds = 1): Promise<void> {
    await this.readTold();
    for (let round = 1; ; round += 1) {
      const seen = [await this.seen(), this.pairs.map(({ chip }) => chip.exchanges)];
      const expected = [this.state(), this.pairs.map(({ model }) => model.exchanges)];
      if (JSON.stringify(seen) === JSON.stringify(expected)) break;
      if (round >= rounds) this.differ('the readers', expected, seen);
    }
    for (const [who, client] of this.clients.entries())
      if (client && client.line.unread > 0) this.differ(`unasked for client ${who}`, 0, client.line.unread);
  }

  async died(who: number): Promise<void> {
    delete this.clients[who];
    this.model.leave(who);
    // Nobody is told of the death but by what changes; that may take a moment.
    await this.watcher.readers();
    await this.compare(ROUNDS_MAX);
  }

  // ---- the steps ----

  async connect({ which, mode, protocols, who }: Step, client: Client): Promise<void> {
    // A reader that was unplugged left its name to the next one.
    const name = this.pairs[which]?.shown.name ?? 'no such reader';
    const named = this.pairs.findLast(({ shown, model }) => shown.name === name && model.plugged);
    const answer = this.model.connect(who, named?.model, mode, protocols);
    client.line.sendConnect({
      name,
      dwShareMode: mode,
      dwPreferredProtocols: protocols,
    });
    const got = await this.answered(client, 'CONNECT', answer, {});
    if (answer === SCARD_S_SUCCESS && got) this.connected(client, who, got.hCard);
  }

  /** Reads the answer, or sees that there is none yet. */
  async answered<N extends 'CONNECT' | 'DISCONNECT'>(
    client: Client,
    name: N,
    answer: Answer,
    goes: { handle?: ModelHandle },
  ): Promise<FieldsOf<N> | undefined> {
    if (answer !== 'wait') {
      const got = await this.answer(client, name);
      this.expect(`${name} (mode or disposition as drawn)`, answer, got.rv);
      this.count(`rv ${answer.toString(16)}`);
      return got;
    }
    client.blocked = { name, ...goes };
    await this.watcher.readers();
    this.expect(`${name} waits`, 0, client.line.unread);
    return undefined;
  }

  async transmit(client: Client, handle: ModelHandle, hCard: number, protocol: number): Promise<void> {
    const expected = this.model.transmit(handle, protocol);
    const capdu = Uint8Array.of(0, 0x84, 0, 0);
    const fields = { hCard, ioSendPciProtocol: protocol, cbSendLength: capdu.length, pcbRecvLength: 300 };
    client.line.send('TRANSMIT', fields, capdu);
    const got = await this.transmitted(client);
    this.expect('TRANSMIT', expected, got);
    this.count(`rv ${expected.rv.toString(16)}`);
  }

  async transmitted(client: Client): Promise<{ rv: number; exchanges?: number }> {
    const { rv, pcbRecvLength } = await this.answer(client, 'TRANSMIT');
    if (rv !== SCARD_S_SUCCESS) return { rv };
    await this.arrived(client, pcbRecvLength, 'data of TRANSMIT');
    const [high, low] = await client.line.read(pcbRecvLength);
    return { rv, exchanges: (high! << 8) | low! };
  }

  /** All who can transmit at once; who comes first is not said. */
  async burst(): Promise<void> {
    const askers = this.clients.flatMap((client, who) => {
      const [first] = client?.cards ?? [];
      return client && first && !client.blocked && !this.model.waiting.has(who) ? [{ client, first }] : [];
    });
    const expected = askers.map(({ first: [handle] }) =>
      this.model.transmit(handle, handle.reader.protocol || 2),
    );
    const capdu = Uint8Array.of(0, 0x84, 0, 0);
    for (const { client, first } of askers) {
      const ioSendPciProtocol = first[0].reader.protocol || 2;
      const fields = { hCard: first[1], ioSendPciProtocol, cbSendLength: capdu.length, pcbRecvLength: 300 };
      client.line.send('TRANSMIT', fields, capdu);
    }
    const got: Awaited<ReturnType<Run['transmitted']>>[] = [];
    for (const { client } of askers) got.push(await this.transmitted(client));
    const sorted = (answers: { rv: number; exchanges?: number }[]) =>
      answers.map((a) => JSON.stringify(a)).sort();
    this.expect('answers of all at once', sorted(expected), sorted(got));
  }

  /** What a client does with one of its handles. */
  async withHandle(step: Step, client: Client): Promise<void> {
    const { which, mode, protocols, disposition } = step;
    const held = [...client.cards];
    const [handle, hCard] = held[which % Math.max(1, held.length)] ?? [];
    // A step for nobody would be wasted.
    if (!handle || hCard === undefined) return this.connect({ ...step, mode: 2, protocols: 3 }, client);
    const same = (name: string, expected: number, { rv }: { rv: number }): void => {
      this.expect(name, expected, rv);
      this.count(`rv ${expected.toString(16)}`);
    };
    switch (step.kind) {
      case 'reconnect': {
        const expected = this.model.reconnect(handle, mode, protocols, disposition);
        const fields = {
          hCard,
          dwShareMode: mode,
          dwPreferredProtocols: protocols,
          dwInitialization: disposition,
        };
        return same('RECONNECT', expected, await this.ask(client, 'RECONNECT', fields));
      }
      case 'disconnect': {
        const answer = this.model.disconnect(handle, disposition);
        client.line.send('DISCONNECT', { hCard, dwDisposition: disposition });
        await this.answered(client, 'DISCONNECT', answer, { handle });
        if (answer === SCARD_S_SUCCESS) client.cards.delete(handle);
        return;
      }
      case 'begin':
        return same(
          'BEGIN',
          this.model.begin(handle),
          await this.ask(client, 'BEGIN_TRANSACTION', { hCard }),
        );
      case 'end': {
        const fields = { hCard, dwDisposition: disposition };
        return same(
          'END',
          this.model.end(handle, disposition),
          await this.ask(client, 'END_TRANSACTION', fields),
        );
      }
      case 'status':
        return same('STATUS', this.model.status(handle), await this.ask(client, 'STATUS', { hCard }));
      default: {
        const wished = protocols === 1 || protocols === 4 ? protocols : 2;
        return this.transmit(client, handle, hCard, wished);
      }
    }
  }

  /** Asks for something and does not wait for the answer: the service is in the middle of it when the client dies. */
  letGo({ which, mode, protocols, disposition, who }: Step, { line, cards }: Client): void {
    const held = [...cards];
    const [handle, hCard] = held[which % Math.max(1, held.length)] ?? [];
    const how = { dwShareMode: mode, dwPreferredProtocols: protocols };
    if (!handle || hCard === undefined) {
      const reader = this.pairs.findLast(({ model }) => model.plugged);
      this.model.connect(who, reader?.model, mode, protocols);
      line.sendConnect({ name: reader?.shown.name ?? 'no such reader', ...how });
    } else if (disposition === 0) {
      this.model.transmit(handle, 2);
      const fields = { hCard, ioSendPciProtocol: 2, cbSendLength: 4, pcbRecvLength: 300 };
      line.send('TRANSMIT', fields, Uint8Array.of(0, 0x84, 0, 0));
    } else if (disposition === 1) {
      this.model.begin(handle);
      line.send('BEGIN_TRANSACTION', { hCard });
    } else if (disposition === 2) {
      this.model.disconnect(handle, 1);
      line.send('DISCONNECT', { hCard, dwDisposition: 1 });
    } else {
      this.model.reconnect(handle, mode, protocols, 1);
      line.send('RECONNECT', { hCard, ...how, dwInitialization: 1 });
    }
  }

  async cancel(target: number): Promise<void> {
    const waiting = this.clients[target];
    if (!waiting) return;
    const other = await PcscTestClient.open(this.tried.socketPath);
    const was = this.model.waiting.delete(target);
    const { rv } = await other.ask('CANCEL', { hContext: waiting.line.hContext });
    this.expect('CANCEL', was || waiting.minor >= 5, rv === SCARD_S_SUCCESS);
    if (was) {
      await this.arrived(waiting, waitResult.size, 'the cancelled wait');
      this.expect('the cancelled wait', SCARD_E_CANCELLED, await waiting.line.readEvent());
      this.count('cancelled');
    }
    await other.close();
  }

  async move({ kind, which }: Step): Promise<void> {
    if (kind === 'plug') {
      if (this.pairs.length >= READERS_MOST) return;
      const chip = new CountingChip();
      const shown = await this.tried.plug(chip);
      const model = new ModelReader(shown.name);
      this.pairs.push({ shown, model, chip });
      this.model.plug(model);
      return;
    }
    const pair = this.pairs[which];
    if (!pair) return;
    if (kind === 'insert') this.model.insert(pair.model);
    if (kind === 'remove') this.model.remove(pair.model);
    if (kind === 'unplug') this.model.unplug(pair.model);
    if (kind === 'unplug') pair.model.exchanges = 0;
    await pair.shown[kind as 'insert' | 'remove' | 'unplug']();
  }

  async play(step: Step): Promise<void> {
    const { kind, who } = step;
    this.count(kind);
    if (kind === 'insert' || kind === 'remove' || kind === 'plug' || kind === 'unplug') {
      await this.move(step);
      return this.compare();
    }
    if (kind === 'rest') {
      this.model.rest();
      this.tried.rest();
      return this.compare(ROUNDS_MAX);
    }
    if (kind === 'burst') {
      await this.burst();
      return this.compare();
    }
    if (kind === 'cancel') {
      await this.cancel(who);
      return this.compare();
    }
    if (kind === 'die waiting') {
      const waits = this.clients.findIndex((candidate) => candidate?.blocked);
      if (waits < 0) return;
      await this.clients[waits]?.line.close();
      return this.died(waits);
    }
    const client = await this.clientOf(who);
    if (kind === 'die' || kind === 'half') {
      if (kind === 'half') client.line.write(encodeRequest('CONNECT', {}).subarray(0, 1 + step.which * 40));
      await client.line.close();
      return this.died(who);
    }
    if (client.blocked) return;
    if (kind === 'nonsense') {
      client.line.write(header.encode({ size: 3, command: 0x20 + step.which }));
      await client.line.closedByService();
      return this.died(who);
    }
    if (kind === 'stop') {
      const was = this.model.waiting.delete(who);
      client.line.send('STOP_WAITING_READER_STATE_CHANGE', {});
      if (was) {
        await this.arrived(client, waitResult.size, 'answer to STOP_WAITING');
        this.expect('STOP_WAITING', SCARD_S_SUCCESS, await client.line.readEvent());
      }
      return this.compare();
    }
    if (kind === 'let go') {
      this.letGo(step, client);
      await client.line.close();
      // The service may still be at it, and look as if nothing had been asked.
      for (let round = 0; round < ROUNDS_MAX; round += 1) await this.watcher.readers();
      return this.died(who);
    }
    if (this.model.waiting.has(who)) return; // libpcsclite does nothing else then
    if (kind === 'wait') {
      this.model.wait(who);
      client.line.send('WAIT_READER_STATE_CHANGE', {});
      if (client.minor < 6) {
        await this.arrived(client, 16 * readerState.size, 'the list for who waits');
        await client.line.readList();
      }
    } else if (kind === 'release') {
      this.model.leave(who);
      client.cards.clear();
      await this.ask(client, 'RELEASE_CONTEXT', { hContext: client.line.hContext });
      client.line.hContext = (await this.ask(client, 'ESTABLISH_CONTEXT', { dwScope: 2 })).hContext;
    } else if (kind === 'connect') await this.connect(step, client);
    else await this.withHandle(step, client);
    return this.compare();
  }
}

/** Fails at the first step at which service and model differ. Adds to `reached`. */
export async function playSteps(steps: readonly Step[], serve: Serve, reached: Reached): Promise<void> {
  const chips = Array.from({ length: READERS_AT_START }, () => new CountingChip());
  const tried = await serve(chips);
  try {
    const watcher = await PcscTestClient.start(tried.socketPath);
    const run = new Run(tried, watcher, chips, reached);
    for (const [at, step] of steps.entries()) {
      try {
        await run.play(step);
      } catch (error) {
        throw new Error(`step ${at}, ${step.kind} by client ${step.who}: ${(error as Error).message}`, {
          cause: error,
        });
      }
    }
    for (const client of run.clients) await client?.line.close();
    await watcher.close();
  } finally {
    await tried.close();
  }
}
