/** Small helpers on byte arrays. Hex is for people (logs, vectors); everything else passes `Uint8Array`. */
import { DecodeError } from '../errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Upper-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}

/** Bytes of a hex text of either case. No blanks, no prefix; else `DecodeError` ERR_HEX with the offending character. */
export function fromHex(hex: string): Uint8Array {
  const bad = hex.search(/[^0-9A-Fa-f]/);
  if (bad >= 0) throw new DecodeError('ERR_HEX', 'hex', 'not a hexadecimal digit', bad);
  if (hex.length % 2 !== 0) throw new DecodeError('ERR_HEX', 'hex', 'half a byte', hex.length - 1);
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** A new array with all parts in order. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Same length and same bytes. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** `bytes` begins with `prefix` (or is it). */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.length <= bytes.length && equal(bytes.subarray(0, prefix.length), prefix);
}

/** UTF-8 bytes of a text. */
export function utf8Encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; `DecodeError` ERR_UTF8 when they are not well formed. */
export function utf8Decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new DecodeError('ERR_UTF8', 'utf8', 'not well formed', -1, cause);
  }
}

/** Big-endian unsigned integer of `bytes.length` ≤ 6 octets. */
export function uintOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** `value` as `length` big-endian octets; higher octets of a value that does not fit are lost. */
export function uintBytes(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256);
}
