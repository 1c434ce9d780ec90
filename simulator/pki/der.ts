/**
 * A writer for DER. Every function gives one complete element: tag, length, content.
 *
 * Source: ITU-T X.690 (2021). Only what certificates, CRL, OCSP and CMS need; tag numbers below 31.
 * A value that has no encoding raises RigError ERR_DER_VALUE: the caller is our own code.
 */
import { RigError } from '../errors.ts';

/** One complete DER element. */
export type Der = Uint8Array;

const refuse = (message: string): never => {
  throw new RigError('ERR_DER_VALUE', message);
};

/** The length of byte strings joined. */
export function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

function putAll(to: Uint8Array, at: number, parts: readonly Uint8Array[]): Uint8Array {
  for (const part of parts) {
    to.set(part, at);
    at += part.length;
  }
  return to;
}

/** Joins byte strings. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  putAll(new Uint8Array(lengthOf(parts)), 0, parts);

/** Compares as unsigned bytes, the shorter first when one begins the other. */
export const compareBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

/** Are the two the same bytes? */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** X.690, 10.1: tag, then the length in the fewest octets, then room for the content. Gives where that begins. */
function open(tag: number, length: number, room: number): [der: Uint8Array, content: number] {
  let octets = 0;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets++;
  const der = new Uint8Array(2 + octets + room);
  der[0] = tag;
  der[1] = octets === 0 ? length : 0x80 | octets;
  for (let rest = length, at = 1 + octets; at > 1; rest = Math.floor(rest / 256)) der[at--] = rest % 256;
  return [der, 2 + octets];
}

/** Tag and length of an element whose content, `length` octets, is written by somebody else. */
export const header = (tag: number, length: number): Uint8Array => open(tag, length, 0)[0];

function element(tag: number, ...parts: readonly Uint8Array[]): Der {
  const length = lengthOf(parts);
  const [der, content] = open(tag, length, length);
  return putAll(der, content, parts);
}

/** SEQUENCE and SEQUENCE OF. */
export const seq = (...parts: readonly Der[]): Der => element(0x30, ...parts);

/** SET OF: the elements are put in the order of X.690, 11.6. */
export const setOf = (...parts: readonly Der[]): Der => element(0x31, ...[...parts].sort(compareBytes));

/** The elements given, without tag and length of their own: for an optional field or one already encoded. */
export const raw = (...parts: readonly (Uint8Array | undefined)[]): Uint8Array =>
  concat(...parts.filter((part) => part !== undefined));

function twosComplement(value: bigint): Uint8Array {
  // X.690, 8.3.2: the fewest octets; a leading octet carries the sign.
  let octets = 1;
  while (BigInt.asIntN(octets * 8, value) !== value) octets++;
  const hex = BigInt.asUintN(octets * 8, value).toString(16);
  return Buffer.from(hex.padStart(octets * 2, '0'), 'hex');
}

const unsigned = (bytes: Uint8Array): bigint => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);

/** INTEGER. Bytes are read as an unsigned number, most significant first. */
export function integer(value: bigint | number | Uint8Array): Der {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) refuse(`integer ${value}`);
  return element(0x02, twosComplement(value instanceof Uint8Array ? unsigned(value) : BigInt(value)));
}

/** ENUMERATED. */
export const enumerated = (value: number): Der => implicitTag(0x0a, integer(value));

/** BOOLEAN; true is FF (X.690, 11.1). */
export const bool = (value: boolean): Der => element(0x01, Uint8Array.of(value ? 0xff : 0));

/** NULL. */
export const nul = (): Der => element(0x05);

function base128(value: bigint): number[] {
  const octets = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return octets;
}

const oidsMade = new Map<string, Der>();

function makeOid(dotted: string): Der {
  if (!/^[012](\.(0|[1-9]\d*))+$/.test(dotted)) refuse(`object identifier "${dotted}"`);
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  if (first < 2n && second > 39n) refuse(`object identifier "${dotted}"`);
  return element(0x06, Uint8Array.from([first * 40n + second, ...rest].flatMap(base128)));
}

/** OBJECT IDENTIFIER from its dotted form. A program uses few, again and again: each is encoded once. */
export function oid(dotted: string): Der {
  const made = oidsMade.get(dotted) ?? makeOid(dotted);
  oidsMade.set(dotted, made);
  return made;
}

/** UTF8String. */
export const utf8String = (text: string): Der => element(0x0c, Buffer.from(text, 'utf8'));

/** PrintableString (X.680, 41.4); other characters are refused. */
export function printableString(text: string): Der {
  if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)) refuse(`"${text}" in a PrintableString`);
  return element(0x13, Buffer.from(text, 'latin1'));
}

const isAscii = (text: string): boolean => [...text].every((character) => character <= '\x7f');

/** IA5String; characters outside ASCII are refused. */
export function ia5String(text: string): Der {
  if (!isAscii(text)) refuse(`"${text}" in an IA5String`);
  return element(0x16, Buffer.from(text, 'latin1'));
}

/** BIT STRING of whole octets, or with `unusedBits` (0 to 7) unused at the end. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Der =>
  element(0x03, Uint8Array.of(unusedBits), bytes);

/** BIT STRING with named bits: the numbers of those set, trailing zeros left away (X.690, 11.2.2). */
export function namedBits(numbers: readonly number[]): Der {
  if (numbers.length === 0) return bitString(new Uint8Array(0));
  const last = Math.max(...numbers);
  const bytes = new Uint8Array(Math.floor(last / 8) + 1);
  for (const number of numbers) bytes[number >> 3] = bytes[number >> 3]! | (0x80 >> (number & 7));
  return bitString(bytes, 7 - (last & 7));
}

/** OCTET STRING. */
export const octetString = (bytes: Uint8Array): Der => element(0x04, bytes);

// X.690, 11.7 and 11.8, and RFC 5280, 4.1.2.5: UTC with Z, seconds always, no fraction. Milliseconds are cut off.
function timeDigits(time: Date): string {
  const year = time.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) refuse(`time ${String(time)}`);
  const iso = time.toISOString(); // 2026-04-01T00:00:00.000Z
  const date = iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10);
  return date + iso.slice(11, 13) + iso.slice(14, 16) + iso.slice(17, 19);
}

/** UTCTime, for the years 1950 to 2049. */
export function utcTime(time: Date): Der {
  const year = time.getUTCFullYear();
  if (!(year >= 1950 && year <= 2049)) refuse(`UTCTime of ${String(time)}`);
  return element(0x17, Buffer.from(`${timeDigits(time).slice(2)}Z`, 'latin1'));
}

/** GeneralizedTime in whole seconds. */
export const generalizedTime = (time: Date): Der =>
  element(0x18, Buffer.from(`${timeDigits(time)}Z`, 'latin1'));

/** Time: UTCTime through 2049, GeneralizedTime from 2050 on and before 1950 (RFC 5280, 4.1.2.5). */
export function time(at: Date): Der {
  const year = at.getUTCFullYear();
  return year >= 1950 && year <= 2049 ? utcTime(at) : generalizedTime(at);
}

/** [n] EXPLICIT around the elements given. */
export const explicit = (n: number, ...parts: readonly Der[]): Der => element(0xa0 | n, ...parts);

function implicitTag(tag: number, der: Der): Der {
  const copy = new Uint8Array(der);
  copy[0] = tag;
  return copy;
}

/** [n] IMPLICIT in place of the tag of `der`; primitive stays primitive, constructed stays constructed. */
export const implicit = (n: number, der: Der): Der => implicitTag(0x80 | ((der[0] ?? 0) & 0x20) | n, der);
