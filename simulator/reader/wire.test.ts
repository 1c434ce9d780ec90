import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CommandName,
  commands,
  header,
  REQUEST_SIZE_MAX,
  readerState,
  takeRequest,
  waitResult,
} from './wire.ts';

/** Sizes as a C compiler gives them: sizeof() of the structures of pcsc-lite 1.9.9, gcc 12 on amd64. */
const SIZES: Record<CommandName, number> = {
  ESTABLISH_CONTEXT: 12,
  RELEASE_CONTEXT: 8,
  CONNECT: 152,
  RECONNECT: 24,
  DISCONNECT: 12,
  BEGIN_TRANSACTION: 8,
  END_TRANSACTION: 12,
  TRANSMIT: 32,
  CONTROL: 24,
  STATUS: 8,
  CANCEL: 8,
  GET_ATTRIB: 280,
  SET_ATTRIB: 280,
  VERSION: 12,
  GET_READERS_STATE: 0,
  WAIT_READER_STATE_CHANGE: 0,
  STOP_WAITING_READER_STATE_CHANGE: 0,
  GET_READER_EVENTS: 0,
  GET_READERS_STATE_SIZE: 0,
  GET_READERS_STATE_ARRAY: 0,
};

function headerOf(size: number, command: number): Uint8Array {
  return header.encode({ size, command });
}

describe('wire layouts', () => {
  test('have the sizes of the C structures', () => {
    const sizes = Object.fromEntries(
      Object.entries(commands).map(([name, { layout }]) => [name, layout.size]),
    );
    expect(sizes).toEqual(SIZES);
    expect([header.size, readerState.size, waitResult.size]).toEqual([8, 184, 8]);
  });

  test('place the fields of READER_STATE at the offsets of the C structure', () => {
    const bytes = readerState.encode({
      readerName: Uint8Array.of(0x41),
      eventCounter: 1,
      readerState: 2,
      readerSharing: -1,
      cardAtr: Uint8Array.of(0x3b),
      cardAtrLength: 1,
      cardProtocol: 2,
    });
    const view = new DataView(bytes.buffer);
    const little = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
    const at = (offset: number) => view.getUint32(offset, little);
    expect([bytes[0], at(128), at(132), at(136), bytes[140], at(176), at(180)]).toEqual([
      0x41, 1, 2, 0xffffffff, 0x3b, 1, 2,
    ]);
  });

  test('decode what they encode', () => {
    for (const { layout } of Object.values(commands)) {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: layout.size, maxLength: layout.size }), (bytes) => {
          const encode = layout.encode as (values: unknown) => Uint8Array;
          expect(encode(layout.decode(bytes))).toEqual(bytes);
        }),
        { numRuns: 20 },
      );
    }
  });
});

describe('takeRequest', () => {
  test('waits for each half and leaves what follows', () => {
    const capdu = Uint8Array.of(0, 0xa4, 4, 0);
    const struct = commands.TRANSMIT.layout.encode({
      hCard: 7,
      ioSendPciProtocol: 2,
      ioSendPciLength: 16,
      cbSendLength: capdu.length,
      ioRecvPciProtocol: 0,
      ioRecvPciLength: 0,
      pcbRecvLength: 258,
      rv: 0,
    });
    const whole = Uint8Array.from([...headerOf(32, 0x09), ...struct, ...capdu, 0xff]);
    for (let length = 0; length < whole.length - 1; length += 1) {
      expect(takeRequest(whole.subarray(0, length))).toBeUndefined();
    }
    const taken = takeRequest(whole);
    expect(taken?.request).toEqual({ name: 'TRANSMIT', struct, payload: capdu });
    expect(taken?.rest).toEqual(Uint8Array.of(0xff));
  });

  test('refuses as early as it can', () => {
    expect(() => takeRequest(headerOf(0, 0x03))).toThrowError(
      expect.objectContaining({ code: 'ERR_PCSC_COMMAND' }),
    );
    expect(() => takeRequest(headerOf(0, 0x18))).toThrowError(
      expect.objectContaining({ code: 'ERR_PCSC_COMMAND' }),
    );
    expect(() => takeRequest(headerOf(0xffffffff, 0x09))).toThrowError(
      expect.objectContaining({ code: 'ERR_PCSC_SIZE' }),
    );
    expect(() => takeRequest(headerOf(1, 0x12))).toThrowError(
      expect.objectContaining({ code: 'ERR_PCSC_SIZE' }),
    );
    expect(() => takeRequest(headerOf(11, 0x11))).toThrowError(
      expect.objectContaining({ code: 'ERR_PCSC_SIZE' }),
    );
    const struct = new Uint8Array(32);
    new DataView(struct.buffer).setUint32(12, 65549, new Uint8Array(Uint32Array.of(1).buffer)[0] === 1);
    expect(() => takeRequest(Uint8Array.from([...headerOf(32, 0x09), ...struct]))).toThrowError(
      expect.objectContaining({ code: 'ERR_PCSC_LENGTH' }),
    );
  });

  test('either takes, waits for at most one request, or refuses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          const taken = takeRequest(bytes);
          if (taken !== undefined) expect(taken.rest.length).toBeLessThan(bytes.length);
          else expect(bytes.length).toBeLessThan(REQUEST_SIZE_MAX);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^ERR_PCSC_/) });
        }
      }),
    );
  });
});
