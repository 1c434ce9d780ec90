/**
 * A small model of a PC/SC service, for tests: what every client must be answered, and what the list of readers must show.
 *
 * It follows winscard.h and the observed pcscd, not our code: plain data, one function for each request, no promises. Where
 * a request has to wait, the model says so and answers later, in the order in which the requests came.
 */
import {
  SCARD_ABSENT,
  SCARD_E_INVALID_VALUE,
  SCARD_E_NO_SMARTCARD,
  SCARD_E_NOT_TRANSACTED,
  SCARD_E_PROTO_MISMATCH,
  SCARD_E_READER_UNAVAILABLE,
  SCARD_E_SHARING_VIOLATION,
  SCARD_E_UNKNOWN_READER,
  SCARD_NEGOTIABLE,
  SCARD_POWERED,
  SCARD_PRESENT,
  SCARD_S_SUCCESS,
  SCARD_W_REMOVED_CARD,
  SCARD_W_RESET_CARD,
} from '../scard.ts';

const [EXCLUSIVE, , DIRECT] = [1, 2, 3];
const [LEAVE, RESET, UNPOWER, EJECT] = [0, 1, 2, 3];
const [T1, RAW] = [2, 4];

export interface ModelHandle {
  readonly client: number;
  readonly reader: ModelReader;
  pending: number;
}

export class ModelReader {
  plugged = true;
  /** `resting`: without power because nobody used it; shown as if it had it. */
  card: 'absent' | 'on' | 'off' | 'resting' = 'on';
  /** The grace period is running, after which an unused card loses its power. */
  unused = true;
  protocol = 0;
  events = 0;
  handles: ModelHandle[] = [];
  exclusive = false;
  lock: { holder: ModelHandle; depth: number } | undefined;
  announced = 0;
  /** Exchanges since the card last got power or a reset: what the card answers with. */
  exchanges = 0;

  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }

  get sharing(): number {
    return this.exclusive ? -1 : this.handles.length;
  }

  get shown() {
    const state = {
      absent: SCARD_ABSENT,
      off: SCARD_PRESENT,
      on: SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE,
      resting: SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE,
    }[this.card];
    return { name: this.name, events: this.events, state, sharing: this.sharing, protocol: this.protocol };
  }
}

/** A request that waits for the end of a transaction; `answer` is asked again after each. */
interface Blocked {
  readonly client: number;
  readonly answer: () => number | 'wait';
}

/** Answer to a request: a code, or that it has to wait. */
export type Answer = number | 'wait';

export class ServiceModel {
  readonly readers: ModelReader[];
  #blocked: Blocked[] = [];
  #unblocking = false;
  readonly waiting = new Set<number>();
  /** What clients are told without having asked: events of those that wait, and answers of requests that waited. */
  told: { client: number; event?: number; answer?: number }[] = [];

  constructor(readers: readonly ModelReader[]) {
    this.readers = [...readers];
  }

  isBlocked(client: number): boolean {
    return this.#blocked.some((blocked) => blocked.client === client);
  }

  handlesOf(client: number): ModelHandle[] {
    return this.readers.flatMap(({ handles }) => handles.filter((handle) => handle.client === client));
  }

  // ---- what the person does ----

  insert(reader: ModelReader): void {
    if (!reader.plugged || reader.card !== 'absent') return;
    this.#power(reader, 'on');
    reader.unused = true;
    reader.events += 1;
    this.#change();
  }

  remove(reader: ModelReader): void {
    if (!reader.plugged || reader.card === 'absent') return;
    this.#power(reader, 'absent');
    reader.unused = false;
    for (const handle of reader.handles) handle.pending = SCARD_W_REMOVED_CARD;
    reader.lock = undefined;
    reader.events += 1;
    this.#change();
    this.#unblock();
  }

  unplug(reader: ModelReader): void {
    if (!reader.plugged) return;
    reader.plugged = false;
    reader.unused = false;
    reader.card = 'absent';
    reader.handles = [];
    reader.lock = undefined;
    reader.exclusive = false;
    this.#change();
    this.#unblock();
  }

  /** All grace periods that are running end. */
  rest(): void {
    for (const reader of this.readers) {
      if (reader.unused && reader.card === 'on') this.#power(reader, 'resting');
      reader.unused = false;
    }
  }

  plug(reader: ModelReader): void {
    this.readers.push(reader);
    this.#change();
  }

  // ---- what clients ask for ----

  connect(client: number, reader: ModelReader | undefined, mode: number, protocols: number): Answer {
    if (mode !== DIRECT && (protocols & 7) === 0) return SCARD_E_PROTO_MISMATCH;
    if (mode < EXCLUSIVE || mode > DIRECT) return SCARD_E_INVALID_VALUE;
    if (reader === undefined || !reader.plugged) return SCARD_E_UNKNOWN_READER;
    return this.#orWait(client, () => {
      if (!reader.plugged) return SCARD_E_READER_UNAVAILABLE;
      if (reader.exclusive) return SCARD_E_SHARING_VIOLATION;
      // A wait for one's own transaction would never end.
      if (reader.lock) return reader.lock.holder.client === client ? SCARD_E_SHARING_VIOLATION : 'wait';
      if (mode !== DIRECT) {
        if (reader.card === 'absent') return SCARD_E_NO_SMARTCARD;
        reader.unused = false;
        if (reader.card !== 'on') this.#power(reader, 'on');
      }
      if (!this.#negotiate(reader, mode, protocols)) return SCARD_E_PROTO_MISMATCH;
      if (mode === EXCLUSIVE && reader.handles.length > 0) return SCARD_E_SHARING_VIOLATION;
      const handle = { client, reader, pending: SCARD_S_SUCCESS };
      reader.handles.push(handle);
      if (mode === EXCLUSIVE) this.#becomeExclusive(handle);
      this.#announce(reader);
      return SCARD_S_SUCCESS;
    });
  }

  reconnect(handle: ModelHandle, mode: number, protocols: number, initialization: number): number {
    const { reader } = handle;
    if (initialization > UNPOWER || mode < EXCLUSIVE || mode > DIRECT) return SCARD_E_INVALID_VALUE;
    if (mode !== DIRECT && (protocols & 7) === 0) return SCARD_E_PROTO_MISMATCH;
    if (!reader.handles.includes(handle)) return SCARD_E_INVALID_VALUE;
    if (this.#lockedFor(handle)) return SCARD_E_SHARING_VIOLATION;
    if (initialization !== LEAVE) this.#reset(reader);
    if (reader.card === 'absent') return SCARD_E_NO_SMARTCARD;
    if (reader.card !== 'on') this.#power(reader, 'on');
    if (!this.#negotiate(reader, mode, protocols)) return SCARD_E_PROTO_MISMATCH;
    if (mode === EXCLUSIVE && !reader.exclusive) {
      if (reader.handles.length > 1) return SCARD_E_SHARING_VIOLATION;
      this.#becomeExclusive(handle);
    } else if (mode !== EXCLUSIVE && reader.exclusive) {
      reader.exclusive = false;
      this.#leaveLock(reader);
    }
    if (mode !== DIRECT) reader.unused = false;
    handle.pending = SCARD_S_SUCCESS;
    this.#announce(reader);
    this.#unblock();
    return SCARD_S_SUCCESS;
  }

  disconnect(handle: ModelHandle, disposition: number): Answer {
    const { reader } = handle;
    if (disposition > EJECT) return SCARD_E_INVALID_VALUE;
    const answer = this.#orWait(handle.client, () => {
      if (!reader.handles.includes(handle))
        return reader.plugged ? SCARD_S_SUCCESS : SCARD_E_READER_UNAVAILABLE;
      if (disposition === LEAVE) {
        this.#drop(handle);
        return SCARD_S_SUCCESS;
      }
      if (this.#lockedFor(handle))
        return reader.lock?.holder.client === handle.client ? SCARD_E_SHARING_VIOLATION : 'wait';
      if (disposition === RESET) this.#reset(reader);
      if (disposition === UNPOWER) {
        this.#tellReset(reader);
        if (reader.card !== 'absent') this.#power(reader, 'off');
      }
      this.#drop(handle);
      return SCARD_S_SUCCESS;
    });
    // Of a reader that has gone already, a handle is given up without more ado.
    return answer === SCARD_E_READER_UNAVAILABLE ? SCARD_S_SUCCESS : answer;
  }

  begin(handle: ModelHandle): number {
    if (!handle.reader.handles.includes(handle)) return SCARD_E_INVALID_VALUE;
    if (handle.pending !== SCARD_S_SUCCESS) return handle.pending;
    if (this.#lockedFor(handle)) return SCARD_E_SHARING_VIOLATION;
    handle.reader.lock = { holder: handle, depth: (handle.reader.lock?.depth ?? 0) + 1 };
    return SCARD_S_SUCCESS;
  }

  end(handle: ModelHandle, disposition: number): number {
    const { reader } = handle;
    if (disposition > EJECT) return SCARD_E_INVALID_VALUE;
    if (!reader.handles.includes(handle)) return SCARD_E_INVALID_VALUE;
    if (handle.pending !== SCARD_S_SUCCESS) return handle.pending;
    if (this.#lockedFor(handle)) return SCARD_E_SHARING_VIOLATION;
    if (disposition === RESET || disposition === UNPOWER) this.#reset(reader);
    if ((reader.lock?.depth ?? 0) <= (reader.exclusive ? 1 : 0)) return SCARD_E_NOT_TRANSACTED;
    this.#leaveLock(reader);
    this.#unblock();
    return SCARD_S_SUCCESS;
  }

  status(handle: ModelHandle): number {
    if (!handle.reader.handles.includes(handle)) return SCARD_E_INVALID_VALUE;
    return this.#lockedFor(handle) ? SCARD_E_SHARING_VIOLATION : handle.pending;
  }

  /** The answer of the card is the number of exchanges since it last got power or a reset. */
  transmit(handle: ModelHandle, protocol: number): { rv: number; exchanges?: number } {
    const { reader } = handle;
    const refused = this.status(handle);
    if (refused !== SCARD_S_SUCCESS) return { rv: refused };
    if (reader.card === 'absent') return { rv: SCARD_E_NO_SMARTCARD };
    if (protocol !== RAW && protocol !== reader.protocol) return { rv: SCARD_E_PROTO_MISMATCH };
    if (reader.card !== 'on') return { rv: SCARD_E_NOT_TRANSACTED };
    reader.exchanges += 1;
    return { rv: SCARD_S_SUCCESS, exchanges: reader.exchanges };
  }

  /** Release of the context, or death. A transaction in the middle of it costs the card its state. */
  leave(client: number): void {
    this.waiting.delete(client);
    this.#blocked = this.#blocked.filter((blocked) => blocked.client !== client);
    for (const handle of this.handlesOf(client)) {
      if (handle.reader.lock?.holder === handle && handle.pending === SCARD_S_SUCCESS)
        this.#reset(handle.reader);
      this.#drop(handle);
    }
  }

  wait(client: number): void {
    this.waiting.add(client);
  }

  // ---- inside ----

  #power(reader: ModelReader, card: ModelReader['card']): void {
    reader.card = card;
    reader.protocol = 0;
    reader.exchanges = 0;
  }

  #tellReset(reader: ModelReader): void {
    for (const handle of reader.handles) handle.pending ||= SCARD_W_RESET_CARD;
  }

  #reset(reader: ModelReader): void {
    this.#tellReset(reader);
    if (reader.card !== 'absent') this.#power(reader, 'on');
  }

  /** The card of this model offers T=1 alone. */
  #negotiate(reader: ModelReader, mode: number, protocols: number): boolean {
    if ((protocols & RAW) !== 0) reader.protocol = RAW;
    else if (mode !== DIRECT) {
      if ((protocols & (reader.protocol || T1)) === 0) return false;
      reader.protocol ||= T1;
    }
    return true;
  }

  #lockedFor(handle: ModelHandle): boolean {
    return handle.reader.lock !== undefined && handle.reader.lock.holder !== handle;
  }

  #becomeExclusive(handle: ModelHandle): void {
    handle.reader.exclusive = true;
    handle.reader.lock = { holder: handle, depth: (handle.reader.lock?.depth ?? 0) + 1 };
  }

  #leaveLock(reader: ModelReader): void {
    if (!reader.lock) return;
    reader.lock.depth -= 1;
    if (reader.lock.depth === 0) reader.lock = undefined;
  }

  #drop(handle: ModelHandle): void {
    const { reader } = handle;
    reader.handles = reader.handles.filter((other) => other !== handle);
    reader.exclusive = false;
    if (reader.lock?.holder === handle) reader.lock = undefined;
    this.#announce(reader);
    if (reader.handles.length === 0 && reader.card === 'on') reader.unused = true;
    this.#unblock();
  }

  #announce(reader: ModelReader): void {
    if (reader.announced === reader.sharing) return;
    reader.announced = reader.sharing;
    this.#change();
  }

  /** Whoever waits is told, once. */
  #change(): void {
    for (const client of this.waiting) this.told.push({ client, event: SCARD_S_SUCCESS });
    this.waiting.clear();
  }

  #orWait(client: number, answer: () => Answer): Answer {
    const now = answer();
    if (now === 'wait') this.#blocked.push({ client, answer });
    return now;
  }

  /** Requests that waited are tried in the order in which they came, until none of them gets further. */
  #unblock(): void {
    if (this.#unblocking) return; // one of them ended a wait itself: the loop below comes by again
    this.#unblocking = true;
    for (let i = 0; i < this.#blocked.length; i += 1) {
      const blocked = this.#blocked[i]!;
      const answer = blocked.answer();
      if (answer === 'wait') continue;
      this.#blocked.splice(i, 1);
      this.told.push({ client: blocked.client, answer });
      i = -1;
    }
    this.#unblocking = false;
  }
}
