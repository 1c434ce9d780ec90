/**
 * BER-TLV data objects (ISO/IEC 7816-4:2020 6.3; ISO/IEC 8825-1), as cards use them.
 *
 * Two things that strict BER forbids occur on real cards and are therefore read: length fields longer than needed
 * (told by `minimalLength`), and two-octet tags with a number below 31, such as FF10 and DF21's neighbour DF11.
 * For the same reason the constructed bit is no promise (FF10 holds bare digits): only `readTlvTree` follows it.
 */
import { DecodeError } from '../errors.ts';
import { concat, uintBytes, uintOf } from './bytes.ts';

/** One data object. Offsets count from the start of the array that was read. */
export type Tlv = {
  /** Tag octets as one number: 0x30, 0x7F21. */
  tag: number;
  constructed: boolean;
  offset: number;
  /** Octets of tag and length field together. */
  headerLength: number;
  /** False when the length field has more octets than needed. */
  minimalLength: boolean;
  value: Uint8Array;
};

/** A data object with the objects inside it; `children` is empty for a primitive one. */
export type TlvTree = Tlv & { children: TlvTree[] };

type Header = Omit<Tlv, 'value'> & { length: number };

// ISO/IEC 7816-4:2020 6.3 allows tags of at most three octets.
const TAG_OCTETS_MAX = 3;
// No file here is longer than the 15-bit offset of READ BINARY plus one extended answer; 16 MiB - 1 would be three octets.
const LENGTH_OCTETS_MAX = 4;
const LENGTH_MAX = 131_072;
// A certificate nests about ten deep; the bound keeps hostile input from exhausting the stack.
const DEPTH_MAX = 32;

function octet(bytes: Uint8Array, at: number, stage: string): number {
  const value = bytes[at];
  if (value === undefined) throw new DecodeError('ERR_TLV_TRUNCATED', stage, 'input ends', at);
  return value;
}

function readTag(bytes: Uint8Array, at: number): { tag: number; octets: number } {
  const first = octet(bytes, at, 'tlv.tag');
  if (first === 0) throw new DecodeError('ERR_TLV_TAG', 'tlv.tag', 'tag 00 is not used', at);
  if ((first & 0x1f) !== 0x1f) return { tag: first, octets: 1 };
  for (let octets = 2, tag = first; octets <= TAG_OCTETS_MAX; octets++) {
    const next = octet(bytes, at + octets - 1, 'tlv.tag');
    if (octets === 2 && (next & 0x7f) === 0) {
      throw new DecodeError('ERR_TLV_TAG', 'tlv.tag', 'tag number starts with zeros', at + 1);
    }
    tag = tag * 256 + next;
    if ((next & 0x80) === 0) return { tag, octets };
  }
  throw new DecodeError('ERR_TLV_TAG', 'tlv.tag', `more than ${TAG_OCTETS_MAX} octets`, at);
}

function readLength(bytes: Uint8Array, at: number): { length: number; octets: number; minimal: boolean } {
  const first = octet(bytes, at, 'tlv.length');
  if (first < 0x80) return { length: first, octets: 1, minimal: true };
  const count = first & 0x7f;
  if (count === 0) throw new DecodeError('ERR_TLV_LENGTH', 'tlv.length', 'indefinite', at);
  if (count > LENGTH_OCTETS_MAX) throw new DecodeError('ERR_TLV_LENGTH', 'tlv.length', `${count} octets`, at);
  octet(bytes, at + count, 'tlv.length');
  const length = uintOf(bytes.subarray(at + 1, at + 1 + count));
  if (length > LENGTH_MAX) throw new DecodeError('ERR_TLV_LENGTH', 'tlv.length', `over ${LENGTH_MAX}`, at);
  return { length, octets: 1 + count, minimal: lengthOctets(length).length === 1 + count };
}

function readHeader(bytes: Uint8Array, offset: number): Header {
  const { tag, octets } = readTag(bytes, offset);
  const { length, octets: lengthFieldOctets, minimal } = readLength(bytes, offset + octets);
  const constructed = (bytes[offset]! & 0x20) !== 0;
  return {
    tag,
    constructed,
    offset,
    headerLength: octets + lengthFieldOctets,
    minimalLength: minimal,
    length,
  };
}

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const count = length < 0x1_00 ? 1 : length < 0x1_00_00 ? 2 : length < 0x1_00_00_00 ? 3 : 4;
  return concat(Uint8Array.of(0x80 | count), uintBytes(length, count));
}

/**
 * Reads the data object at `offset`; what follows it is left alone.
 *
 * @throws DecodeError ERR_TLV_TAG, ERR_TLV_LENGTH or ERR_TLV_TRUNCATED, with the offset
 */
export function readTlv(bytes: Uint8Array, offset = 0): Tlv {
  const { length, ...header } = readHeader(bytes, offset);
  const start = offset + header.headerLength;
  if (start + length > bytes.length) {
    const missing = start + length - bytes.length;
    throw new DecodeError(
      'ERR_TLV_TRUNCATED',
      'tlv.value',
      `${missing} of ${length} bytes missing`,
      bytes.length,
    );
  }
  return { ...header, value: bytes.slice(start, start + length) };
}

/** Reads data objects up to the end of `bytes`; throws as `readTlv`. */
export function readTlvSequence(bytes: Uint8Array, offset = 0): Tlv[] {
  const objects: Tlv[] = [];
  // Every turn consumes at least two octets, so the input bounds the loop.
  for (let at = offset; at < bytes.length; ) {
    const object = readTlv(bytes, at);
    objects.push(object);
    at += object.headerLength + object.value.length;
  }
  return objects;
}

function readTree(bytes: Uint8Array, start: number, end: number, depth: number): TlvTree[] {
  if (depth > DEPTH_MAX)
    throw new DecodeError('ERR_TLV_DEPTH', 'tlv.tree', `deeper than ${DEPTH_MAX}`, start);
  return readTlvSequence(bytes.subarray(0, end), start).map((object) => {
    const inside = object.offset + object.headerLength;
    const children = object.constructed
      ? readTree(bytes, inside, inside + object.value.length, depth + 1)
      : [];
    return { ...object, children };
  });
}

/** As `readTlvSequence`, following every constructed object; also throws ERR_TLV_DEPTH. Offsets count from the whole. */
export function readTlvTree(bytes: Uint8Array): TlvTree[] {
  return readTree(bytes, 0, bytes.length, 1);
}

/**
 * Octets of the leading data object, header and content together, read from the header alone: how a client learns
 * the size of a certificate from the first bytes of its file. Throws as `readTlv`, but the content may be missing.
 */
export function leadingTlvLength(bytes: Uint8Array): number {
  const { headerLength, length } = readHeader(bytes, 0);
  return headerLength + length;
}

/** Writes one data object. `lengthForm` 'two-octets' is 82 hh ll whatever the length, as some card files have it. */
export function writeTlv(
  tag: number,
  value: Uint8Array,
  lengthForm: 'minimal' | 'two-octets' = 'minimal',
): Uint8Array {
  const tagOctets = tag > 0xffff ? 3 : tag > 0xff ? 2 : 1;
  const length =
    lengthForm === 'minimal'
      ? lengthOctets(value.length)
      : concat(Uint8Array.of(0x82), uintBytes(value.length, 2));
  return concat(uintBytes(tag, tagOctets), length, value);
}
