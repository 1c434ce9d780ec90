/**
 * One client connection of the PC/SC service: what each request of wire.ts means, as a table of handlers.
 *
 * Source: winscard_svc.c of pcsc-lite 1.9.9 to 2.5.1 (observed). A handler answers bytes, or nothing where the protocol
 * wants silence; it throws only for what pcscd punishes by closing the connection.
 */
import { DecodeError } from '../errors.ts';
import { attributeOf, controlOf, zeroTerminated } from './reader-properties.ts';
import type { Readers } from './readers.ts';
import {
  APDU_SIZE_MAX,
  ATTRIBUTE_SIZE_MAX,
  READERS_MAX,
  SCARD_E_CANCELLED,
  SCARD_E_INSUFFICIENT_BUFFER,
  SCARD_E_INVALID_HANDLE,
  SCARD_E_INVALID_VALUE,
  SCARD_E_NO_MEMORY,
  SCARD_E_SERVICE_STOPPED,
  SCARD_E_UNKNOWN_READER,
  SCARD_E_UNSUPPORTED_FEATURE,
  SCARD_S_SUCCESS,
  SCARD_SCOPE_MAX,
} from './scard.ts';
import { type HandleOwner, refusedMode, type VirtualReader } from './virtual-reader.ts';
import {
  type CommandName,
  commands,
  type FieldsOf,
  type Request,
  readerEvents,
  readerState,
  readersStateSize,
  waitResult,
} from './wire.ts';

const VERSION_MAJOR = 4;
/** 4.4: pcsc-lite 1.9.9 to 2.2.3; 4.5: from 2.3.0; 4.6: from 2.5.0. */
const VERSION_MINOR_MIN = 4;
const VERSION_MINOR_MAX = 6;
/** From this minor version on, WAIT is not answered with the list of readers; the client asks for it by itself. */
const VERSION_MINOR_SILENT_WAIT = 6;
/** From this minor version on, to cancel what does not wait is no error. */
const VERSION_MINOR_LATE_CANCEL = 5;
/** PCSC_MAX_CONTEXT_CARD_HANDLES of pcscd. */
const HANDLES_MAX = 200;

type Answer = Uint8Array | undefined;
type Handlers = {
  readonly [N in CommandName]: (fields: FieldsOf<N>, payload: Uint8Array) => Answer | Promise<Answer>;
};

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/** Text up to the first zero, as pcscd reads `szReader`. */
function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes.subarray(0, -1) : bytes.subarray(0, end)).toString('utf8');
}

/** The list of readers, place by place; an empty place has no name. */
function readersList(readers: Readers): Uint8Array {
  const list = new Uint8Array(READERS_MAX * readerState.size);
  readers.places.forEach((reader, place) => {
    if (reader === undefined) return;
    const { name, eventCounter, state, sharing, atr, protocol } = reader.snapshot();
    const bytes = readerState.encode({
      readerName: zeroTerminated(name),
      eventCounter,
      readerState: state,
      readerSharing: sharing,
      cardAtr: atr,
      cardAtrLength: atr.length,
      cardProtocol: protocol,
    });
    list.set(bytes, place * readerState.size);
  });
  return list;
}

/** What the connections of one service share. */
export interface ServiceState {
  readonly readers: Readers;
  readonly sessions: Set<Session>;
  /** A number never given before, for contexts. */
  nextContext(): number;
}

/** See the module comment. `send` carries bytes to the client at once. */
export class Session implements HandleOwner {
  readonly #service: ServiceState;
  readonly #send: (bytes: Uint8Array) => void;
  #hContext = 0;
  readonly #hCards = new Map<number, VirtualReader>();
  /** The request that is being answered; what it still does with our handles comes before they are given back. */
  #inHand: Promise<unknown> = Promise.resolve();
  #minor = VERSION_MINOR_MIN;
  #waiting = false;
  #gone = false;

  constructor(service: ServiceState, send: (bytes: Uint8Array) => void) {
    this.#service = service;
    this.#send = send;
    service.sessions.add(this);
  }

  get gone(): boolean {
    return this.#gone;
  }

  /**
   * Answers one request; `undefined` where the protocol wants no answer. Throws DecodeError: close the connection.
   * What can be answered at once is, without a promise: an event must not overtake the answer to WAIT.
   */
  handle({ name, struct, payload }: Request): Answer | Promise<Answer> {
    // The table pairs each name with its fields; TypeScript cannot follow the pairing through a variable name.
    const run = this.#handlers[name] as (fields: unknown, payload: Uint8Array) => Answer | Promise<Answer>;
    const answer = run(commands[name].layout.decode(struct), payload);
    if (answer instanceof Promise) this.#inHand = answer.catch(() => undefined);
    return answer;
  }

  /** Tells a waiting client, once, that something changed. */
  signal(rv: number): boolean {
    if (!this.#waiting) return false;
    this.#waiting = false;
    this.#send(waitResult.encode({ timeOut: 0, rv }));
    return true;
  }

  /** The connection is closed: gives back everything it had. */
  async close(): Promise<void> {
    if (this.#gone) return;
    this.#gone = true;
    this.#waiting = false;
    this.#service.sessions.delete(this);
    for (const reader of this.#service.readers.all()) reader.ownerGone();
    await this.#inHand;
    await this.#releaseHandles();
  }

  async #releaseHandles(): Promise<void> {
    const readers = new Set(this.#hCards.values());
    this.#hContext = 0;
    this.#hCards.clear();
    await Promise.all([...readers].map((reader) => reader.leave(this)));
  }

  /** A handle of another connection is not ours to use; pcscd closes the connection of who tries. */
  #readerOf(hCard: number): VirtualReader {
    const reader = this.#hContext === 0 ? undefined : this.#hCards.get(hCard);
    if (reader !== undefined) return reader;
    throw new DecodeError('ERR_PCSC_HANDLE', 'pcsc.handle', `${hCard} does not belong to this connection`);
  }

  readonly #handlers: Handlers = {
    VERSION: ({ major, minor }) => {
      const accepted = major === VERSION_MAJOR && minor >= VERSION_MINOR_MIN && minor <= VERSION_MINOR_MAX;
      if (accepted) this.#minor = minor;
      // A client newer than us tries again with the version it reads here (pcsc-lite 2.4.1 and later).
      return commands.VERSION.layout.encode({
        major: VERSION_MAJOR,
        minor: accepted ? minor : VERSION_MINOR_MAX,
        rv: accepted ? SCARD_S_SUCCESS : SCARD_E_SERVICE_STOPPED,
      });
    },

    ESTABLISH_CONTEXT: (fields) => {
      const accepted = fields.dwScope <= SCARD_SCOPE_MAX;
      const hContext = accepted ? this.#service.nextContext() : 0;
      if (accepted) this.#hContext = hContext;
      const rv = accepted ? SCARD_S_SUCCESS : SCARD_E_INVALID_VALUE;
      return commands.ESTABLISH_CONTEXT.layout.encode({ ...fields, hContext, rv });
    },

    RELEASE_CONTEXT: async (fields) => {
      const rv = this.#contextRefusal(fields.hContext);
      if (rv === SCARD_S_SUCCESS) await this.#releaseHandles();
      return commands.RELEASE_CONTEXT.layout.encode({ ...fields, rv });
    },

    CONNECT: async (fields) => {
      const refused =
        this.#hCards.size >= HANDLES_MAX ? SCARD_E_NO_MEMORY : this.#contextRefusal(fields.hContext);
      if (refused !== SCARD_S_SUCCESS)
        return commands.CONNECT.layout.encode({ ...fields, hCard: 0, rv: refused });
      const { dwShareMode, dwPreferredProtocols } = fields;
      const reader = this.#service.readers.find(cString(fields.szReader));
      // As in pcscd, arguments are looked at before the name.
      const unknown = refusedMode(dwShareMode, dwPreferredProtocols) || SCARD_E_UNKNOWN_READER;
      if (reader === undefined) return commands.CONNECT.layout.encode({ ...fields, hCard: 0, rv: unknown });
      const { rv, hCard, protocol } = await reader.connect(this, dwShareMode, dwPreferredProtocols);
      if (rv === SCARD_S_SUCCESS) this.#hCards.set(hCard, reader);
      return commands.CONNECT.layout.encode({ ...fields, hCard, dwActiveProtocol: protocol, rv });
    },

    RECONNECT: async (fields) => {
      const reader = this.#readerOf(fields.hCard);
      const { rv, protocol } = await reader.reconnect(
        fields.hCard,
        fields.dwShareMode,
        fields.dwPreferredProtocols,
        fields.dwInitialization,
      );
      return commands.RECONNECT.layout.encode({ ...fields, dwActiveProtocol: protocol, rv });
    },

    DISCONNECT: async (fields) => {
      const reader = this.#readerOf(fields.hCard);
      const rv = await reader.disconnect(fields.hCard, fields.dwDisposition);
      if (rv === SCARD_S_SUCCESS) this.#hCards.delete(fields.hCard);
      return commands.DISCONNECT.layout.encode({ ...fields, rv });
    },

    BEGIN_TRANSACTION: (fields) => {
      const reader = this.#readerOf(fields.hCard);
      return commands.BEGIN_TRANSACTION.layout.encode({ ...fields, rv: reader.begin(fields.hCard) });
    },

    END_TRANSACTION: async (fields) => {
      const reader = this.#readerOf(fields.hCard);
      const rv = await reader.end(fields.hCard, fields.dwDisposition);
      return commands.END_TRANSACTION.layout.encode({ ...fields, rv });
    },

    TRANSMIT: async (fields, capdu) => {
      const reader = this.#readerOf(fields.hCard);
      const done = await reader.transmit(fields.hCard, fields.ioSendPciProtocol, capdu);
      // The card has done its work even when its answer does not fit: as with pcscd, only the length is told then.
      const room = Math.min(fields.pcbRecvLength, APDU_SIZE_MAX);
      const rv = done.rapdu.length > room ? SCARD_E_INSUFFICIENT_BUFFER : done.rv;
      const struct = commands.TRANSMIT.layout.encode({ ...fields, pcbRecvLength: done.rapdu.length, rv });
      return rv === SCARD_S_SUCCESS ? concat(struct, done.rapdu) : struct;
    },

    CONTROL: (fields) => {
      const reader = this.#readerOf(fields.hCard);
      const refused = reader.sharingOf(fields.hCard);
      const bytes = refused === SCARD_S_SUCCESS ? controlOf(fields.dwControlCode) : undefined;
      if (bytes === undefined) {
        const rv = refused === SCARD_S_SUCCESS ? SCARD_E_UNSUPPORTED_FEATURE : refused;
        return commands.CONTROL.layout.encode({ ...fields, dwBytesReturned: 0, rv });
      }
      const rv = bytes.length > fields.cbRecvLength ? SCARD_E_INSUFFICIENT_BUFFER : SCARD_S_SUCCESS;
      const struct = commands.CONTROL.layout.encode({ ...fields, dwBytesReturned: bytes.length, rv });
      return rv === SCARD_S_SUCCESS ? concat(struct, bytes) : struct;
    },

    STATUS: (fields) => {
      const reader = this.#readerOf(fields.hCard);
      return commands.STATUS.layout.encode({ ...fields, rv: reader.status(fields.hCard) });
    },

    CANCEL: (fields) => {
      // libpcsclite sends this on a fresh connection, without VERSION, while the context's own connection waits.
      const target = [...this.#service.sessions].find(
        (session) => fields.hContext !== 0 && session.#hContext === fields.hContext,
      );
      const told = target?.signal(SCARD_E_CANCELLED) === true;
      // A context that does not wait (any more): refused up to pcsc-lite 2.0, fine from 2.1 on. A client of 4.4 may be
      // either, and is answered as Debian 12 has it.
      const fine = told || (target !== undefined && target.#minor >= VERSION_MINOR_LATE_CANCEL);
      const rv = fine ? SCARD_S_SUCCESS : SCARD_E_INVALID_HANDLE;
      return commands.CANCEL.layout.encode({ ...fields, rv });
    },

    GET_ATTRIB: (fields) => {
      const reader = this.#readerOf(fields.hCard);
      if (fields.cbAttrLen > ATTRIBUTE_SIZE_MAX) throw this.#attributeTooLong(fields.cbAttrLen);
      const refused = reader.status(fields.hCard);
      const value = attributeOf(reader.snapshot(), fields.dwAttrId);
      if (refused !== SCARD_S_SUCCESS || value === undefined) {
        const rv = refused !== SCARD_S_SUCCESS ? refused : SCARD_E_UNSUPPORTED_FEATURE;
        return commands.GET_ATTRIB.layout.encode({ ...fields, rv });
      }
      const fits = value.length <= fields.cbAttrLen;
      return commands.GET_ATTRIB.layout.encode({
        ...fields,
        pbAttr: fits ? value : fields.pbAttr,
        cbAttrLen: value.length,
        rv: fits ? SCARD_S_SUCCESS : SCARD_E_INSUFFICIENT_BUFFER,
      });
    },

    SET_ATTRIB: (fields) => {
      const reader = this.#readerOf(fields.hCard);
      if (fields.cbAttrLen > ATTRIBUTE_SIZE_MAX) throw this.#attributeTooLong(fields.cbAttrLen);
      const refused = reader.status(fields.hCard);
      const rv = refused !== SCARD_S_SUCCESS ? refused : SCARD_E_UNSUPPORTED_FEATURE;
      return commands.SET_ATTRIB.layout.encode({ ...fields, rv });
    },

    GET_READERS_STATE: () => readersList(this.#service.readers),
    GET_READERS_STATE_ARRAY: () => readersList(this.#service.readers),
    GET_READERS_STATE_SIZE: () => readersStateSize.encode({ size: READERS_MAX }),
    GET_READER_EVENTS: () =>
      readerEvents.encode({ readerEvents: this.#service.readers.events, rv: SCARD_S_SUCCESS }),

    WAIT_READER_STATE_CHANGE: () => {
      this.#waiting = true;
      return this.#minor >= VERSION_MINOR_SILENT_WAIT ? undefined : readersList(this.#service.readers);
    },

    STOP_WAITING_READER_STATE_CHANGE: () => {
      // If an event has crossed this request on the way, the event is the answer, and we stay silent.
      this.signal(SCARD_S_SUCCESS);
      return undefined;
    },
  };

  #contextRefusal(hContext: number): number {
    if (this.#hContext === 0) return SCARD_E_INVALID_HANDLE;
    return this.#hContext === hContext ? SCARD_S_SUCCESS : SCARD_E_INVALID_VALUE;
  }

  #attributeTooLong(length: number): DecodeError {
    return new DecodeError(
      'ERR_PCSC_LENGTH',
      'pcsc.attribute',
      `${length} bytes announced, ${ATTRIBUTE_SIZE_MAX} carried`,
    );
  }
}
