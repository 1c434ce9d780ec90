/**
 * The frames of vpcd (vsmartcard): a length of 16 bits, big-endian, and that many bytes; the same in both directions.
 * Source: vpcd.c and ifd-vpcd.c of vsmartcard, 0.8 and later.
 */
import { DecodeError } from '../../errors.ts';

/** What 16 bits can tell: an extended C-APDU of 65,536 bytes or more cannot be carried, nor such an answer. */
export const FRAME_PAYLOAD_MAX = 0xffff;
const HEADER_SIZE = 2;

/** A payload of one byte from the reader is one of these; a longer one is a C-APDU. */
export const CONTROL = { powerOff: 0, powerOn: 1, reset: 2, getAtr: 4 } as const;

/**
 * One buffer for one write: Debian's driver takes 44 ms to acknowledge a part, and so would a second one wait.
 * The payload has 1 to FRAME_PAYLOAD_MAX bytes; the caller sees to it.
 */
export function frameOf(payload: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(HEADER_SIZE + payload.length);
  bytes.writeUInt16BE(payload.length, 0);
  bytes.set(payload, HEADER_SIZE);
  return bytes;
}

/** Takes a stream apart, however it was cut on its way. It holds one unfinished frame at most. */
export class Deframer {
  readonly #header = new Uint8Array(HEADER_SIZE);
  #headerRead = 0;
  #payload: Uint8Array | undefined;
  #payloadRead = 0;

  /** The payloads that this chunk completes. DecodeError ERR_VPCD_FRAME for an empty frame: neither side sends one. */
  take(chunk: Uint8Array): Uint8Array[] {
    const complete: Uint8Array[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#payload === undefined) {
        this.#header[this.#headerRead++] = chunk[at++]!;
        if (this.#headerRead === HEADER_SIZE) this.#begin();
        continue;
      }
      const part = chunk.subarray(at, at + this.#payload.length - this.#payloadRead);
      this.#payload.set(part, this.#payloadRead);
      this.#payloadRead += part.length;
      at += part.length;
      if (this.#payloadRead < this.#payload.length) break;
      complete.push(this.#payload);
      this.#payload = undefined;
    }
    return complete;
  }

  #begin(): void {
    const length = (this.#header[0]! << 8) | this.#header[1]!;
    if (length === 0) throw new DecodeError('ERR_VPCD_FRAME', 'vpcd.length', 'a frame without content');
    this.#payload = new Uint8Array(length);
    this.#headerRead = this.#payloadRead = 0;
  }
}
