/**
 * The messages of the pcsc-lite client protocol, versions 4.4 to 4.6, each described once.
 *
 * Source: structures observed in winscard_msg.h and eventhandler.h of pcsc-lite 1.9.9 (4.4), 2.3.0 (4.5), 2.5.1 (4.6).
 * Integers have the byte order of the machine, since both ends are on it; every field is 32 bits wide or an array
 * of bytes whose length keeps the next field aligned, so the structures have no hidden padding.
 */
import { endianness } from 'node:os';
import { DecodeError } from '../errors.ts';
import { APDU_SIZE_MAX, ATTRIBUTE_SIZE_MAX, READER_NAME_SIZE } from './scard.ts';

/** A 32-bit integer, or an array of that many bytes. */
type FieldKind = 'u32' | 'i32' | number;
type Fields = Readonly<Record<string, FieldKind>>;
/** Values of a structure: integers as numbers, arrays as bytes. */
export type Values<F extends Fields> = {
  -readonly [K in keyof F]: F[K] extends number ? Uint8Array : number;
};

/** One structure: its size and both directions, derived from the same list of fields. */
export interface Layout<F extends Fields> {
  /** Bytes on the wire. */
  readonly size: number;
  /** Reads a structure; throws DecodeError ERR_PCSC_SIZE if the bytes are not exactly `size`. */
  decode(bytes: Uint8Array): Values<F>;
  /** Writes a structure; an array field that is shorter than its room is followed by zeros. */
  encode(values: Values<F>): Uint8Array;
}

const LITTLE_ENDIAN = endianness() === 'LE';

function sizeOf(kind: FieldKind): number {
  return typeof kind === 'number' ? kind : 4;
}

function layout<const F extends Fields>(name: string, fields: F): Layout<F> {
  const entries = Object.entries(fields);
  const size = entries.reduce((sum, [, kind]) => sum + sizeOf(kind), 0);
  return {
    size,
    decode(bytes) {
      if (bytes.length !== size) {
        throw new DecodeError('ERR_PCSC_SIZE', `pcsc.${name}`, `${bytes.length} bytes instead of ${size}`);
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, size);
      const values: Record<string, number | Uint8Array> = {};
      let offset = 0;
      for (const [key, kind] of entries) {
        if (kind === 'u32') values[key] = view.getUint32(offset, LITTLE_ENDIAN);
        else if (kind === 'i32') values[key] = view.getInt32(offset, LITTLE_ENDIAN);
        else values[key] = new Uint8Array(bytes.subarray(offset, offset + kind));
        offset += sizeOf(kind);
      }
      return values as Values<F>;
    },
    encode(values) {
      const bytes = new Uint8Array(size);
      const view = new DataView(bytes.buffer);
      let offset = 0;
      for (const [key, kind] of entries) {
        const value = values[key] as number | Uint8Array;
        if (typeof value === 'number') {
          if (kind === 'i32') view.setInt32(offset, value, LITTLE_ENDIAN);
          else view.setUint32(offset, value, LITTLE_ENDIAN);
        } else bytes.set(value.subarray(0, sizeOf(kind)), offset);
        offset += sizeOf(kind);
      }
      return bytes;
    },
  };
}

/** Stands before every request; `size` counts the structure alone, never the APDU behind it. */
export const header = layout('header', { size: 'u32', command: 'u32' });

/** The request without fields. */
const nothing = layout('nothing', {});

const attribute = layout('attribute', {
  hCard: 'u32',
  dwAttrId: 'u32',
  pbAttr: ATTRIBUTE_SIZE_MAX,
  cbAttrLen: 'u32',
  rv: 'u32',
});

/**
 * One place in the list of readers. READER_STATE of eventhandler.h: an ATR of at most 33 bytes in an array that the
 * compiler fills up to 36.
 */
export const readerState = layout('readerState', {
  readerName: READER_NAME_SIZE,
  eventCounter: 'u32',
  readerState: 'u32',
  readerSharing: 'i32',
  cardAtr: 36,
  cardAtrLength: 'u32',
  cardProtocol: 'u32',
});

/** What a waiting client is told: the answer to STOP_WAITING, an event, or the cancellation, all alike. */
export const waitResult = layout('waitResult', { timeOut: 'u32', rv: 'u32' });
/** Answer to GET_READER_EVENTS, since 4.5: how often readers came or went. */
export const readerEvents = layout('readerEvents', { readerEvents: 'u32', rv: 'u32' });
/** Answer to GET_READERS_STATE_SIZE, since 4.6: how many places GET_READERS_STATE_ARRAY has. */
export const readersStateSize = layout('readersStateSize', { size: 'i32' });

/**
 * Every request: number, structure (request and answer share it, except for those with `nothing`), and for two of
 * them the field that says how many bytes follow the structure. 0x03, 0x0C and 0x0E have numbers but were never used.
 */
export const commands = {
  ESTABLISH_CONTEXT: {
    code: 0x01,
    layout: layout('establish', { dwScope: 'u32', hContext: 'u32', rv: 'u32' }),
  },
  RELEASE_CONTEXT: { code: 0x02, layout: layout('release', { hContext: 'u32', rv: 'u32' }) },
  CONNECT: {
    code: 0x04,
    layout: layout('connect', {
      hContext: 'u32',
      szReader: READER_NAME_SIZE,
      dwShareMode: 'u32',
      dwPreferredProtocols: 'u32',
      hCard: 'u32',
      dwActiveProtocol: 'u32',
      rv: 'u32',
    }),
  },
  RECONNECT: {
    code: 0x05,
    layout: layout('reconnect', {
      hCard: 'u32',
      dwShareMode: 'u32',
      dwPreferredProtocols: 'u32',
      dwInitialization: 'u32',
      dwActiveProtocol: 'u32',
      rv: 'u32',
    }),
  },
  DISCONNECT: {
    code: 0x06,
    layout: layout('disconnect', { hCard: 'u32', dwDisposition: 'u32', rv: 'u32' }),
  },
  BEGIN_TRANSACTION: { code: 0x07, layout: layout('begin', { hCard: 'u32', rv: 'u32' }) },
  END_TRANSACTION: { code: 0x08, layout: layout('end', { hCard: 'u32', dwDisposition: 'u32', rv: 'u32' }) },
  TRANSMIT: {
    code: 0x09,
    layout: layout('transmit', {
      hCard: 'u32',
      ioSendPciProtocol: 'u32',
      ioSendPciLength: 'u32',
      cbSendLength: 'u32',
      ioRecvPciProtocol: 'u32',
      ioRecvPciLength: 'u32',
      pcbRecvLength: 'u32',
      rv: 'u32',
    }),
    payloadField: 'cbSendLength',
  },
  CONTROL: {
    code: 0x0a,
    layout: layout('control', {
      hCard: 'u32',
      dwControlCode: 'u32',
      cbSendLength: 'u32',
      cbRecvLength: 'u32',
      dwBytesReturned: 'u32',
      rv: 'u32',
    }),
    payloadField: 'cbSendLength',
  },
  STATUS: { code: 0x0b, layout: layout('status', { hCard: 'u32', rv: 'u32' }) },
  CANCEL: { code: 0x0d, layout: layout('cancel', { hContext: 'u32', rv: 'u32' }) },
  GET_ATTRIB: { code: 0x0f, layout: attribute },
  SET_ATTRIB: { code: 0x10, layout: attribute },
  VERSION: { code: 0x11, layout: layout('version', { major: 'i32', minor: 'i32', rv: 'u32' }) },
  GET_READERS_STATE: { code: 0x12, layout: nothing },
  WAIT_READER_STATE_CHANGE: { code: 0x13, layout: nothing },
  STOP_WAITING_READER_STATE_CHANGE: { code: 0x14, layout: nothing },
  GET_READER_EVENTS: { code: 0x15, layout: nothing },
  GET_READERS_STATE_SIZE: { code: 0x16, layout: nothing },
  GET_READERS_STATE_ARRAY: { code: 0x17, layout: nothing },
} as const;

export type CommandName = keyof typeof commands;
/** Fields of one request, as decoded. */
export type FieldsOf<N extends CommandName> = ReturnType<(typeof commands)[N]['layout']['decode']>;

/** One request, complete: its name, its structure still as bytes, and what followed the structure. */
export interface Request {
  readonly name: CommandName;
  readonly struct: Uint8Array;
  readonly payload: Uint8Array;
}

interface CommandShape {
  readonly layout: { readonly size: number; decode(bytes: Uint8Array): Record<string, number | Uint8Array> };
  readonly payloadField?: string;
}

const nameOfCode = new Map<number, CommandName>(
  (Object.keys(commands) as CommandName[]).map((name) => [commands[name].code, name]),
);

/** Largest request, bytes: what a connection may have to hold before it can be answered. */
export const REQUEST_SIZE_MAX = header.size + commands.TRANSMIT.layout.size + APDU_SIZE_MAX;

/**
 * Takes the first request from the bytes received so far; `undefined` if it has not arrived completely.
 * Throws DecodeError (ERR_PCSC_COMMAND, ERR_PCSC_SIZE, ERR_PCSC_LENGTH) as soon as the request cannot become a good
 * one, so that an absurd length is refused before anything is stored for it. pcscd closes the connection in the same cases.
 */
export function takeRequest(bytes: Uint8Array): { request: Request; rest: Uint8Array } | undefined {
  if (bytes.length < header.size) return undefined;
  const { size, command } = header.decode(bytes.subarray(0, header.size));
  const name = nameOfCode.get(command);
  if (name === undefined) {
    throw new DecodeError('ERR_PCSC_COMMAND', 'pcsc.header', `unknown command 0x${command.toString(16)}`, 4);
  }
  const shape: CommandShape = commands[name];
  if (size !== shape.layout.size) {
    throw new DecodeError(
      'ERR_PCSC_SIZE',
      `pcsc.${name}`,
      `${size} bytes instead of ${shape.layout.size}`,
      0,
    );
  }
  const structEnd = header.size + size;
  if (bytes.length < structEnd) return undefined;
  const struct = bytes.subarray(header.size, structEnd);
  const payloadSize =
    shape.payloadField === undefined ? 0 : Number(shape.layout.decode(struct)[shape.payloadField]);
  if (payloadSize > APDU_SIZE_MAX) {
    throw new DecodeError(
      'ERR_PCSC_LENGTH',
      `pcsc.${name}`,
      `${payloadSize} bytes announced, ${APDU_SIZE_MAX} carried`,
    );
  }
  const end = structEnd + payloadSize;
  if (bytes.length < end) return undefined;
  // A copy: the payload goes to the card and to observers, who may keep it longer than the receive buffer lives.
  const payload = new Uint8Array(bytes.subarray(structEnd, end));
  return { request: { name, struct, payload }, rest: bytes.subarray(end) };
}
