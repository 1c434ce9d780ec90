/**
 * Records of the 券面 applications: BER-TLV with tags of two bytes, in the shape that cards write them. Read here and
 * nowhere else, apart from what builds them.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';

export interface DataObject {
  readonly tag: number;
  /** Where its tag stands, counted from the start of what was read. */
  readonly at: number;
  readonly value: Uint8Array;
  /** Tag, length and value. */
  readonly whole: Uint8Array;
}

const SEVERAL_BYTES = 0x1f;

function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly next: number } {
  const first = bytes[at]!;
  if (first < 0x80) return { length: first, next: at + 1 };
  const octets = first & 0x7f;
  let length = 0;
  for (let i = 1; i <= octets; i++) length = length * 256 + (bytes[at + i] ?? 0);
  return { length, next: at + 1 + octets };
}

/** The object at a place; undefined where it does not fit into the bytes. */
export function objectAt(bytes: Uint8Array, at = 0): DataObject | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const two = (first & SEVERAL_BYTES) === SEVERAL_BYTES;
  const lengthField = at + (two ? 2 : 1);
  if (lengthField >= bytes.length) return undefined;
  const { length, next } = lengthAt(bytes, lengthField);
  const end = next + length;
  if (end > bytes.length) return undefined;
  const tag = two ? (first << 8) | bytes[at + 1]! : first;
  return { tag, at, value: bytes.subarray(next, end), whole: bytes.subarray(at, end) };
}

/** The objects inside the record with this tag at the start of a file; none when it is another one, or ill formed. */
export function objectsIn(file: Uint8Array, tag: number): readonly DataObject[] {
  const record = objectAt(file);
  if (record?.tag !== tag) return [];
  const objects: DataObject[] = [];
  const end = record.whole.length;
  // Each turn consumes at least two bytes of the file.
  for (let at = end - record.value.length; at < end; ) {
    const object = objectAt(file.subarray(0, end), at);
    if (!object) return [];
    objects.push(object);
    at += object.whole.length;
  }
  return objects;
}

export const find = (objects: readonly DataObject[], tag: number): DataObject | undefined =>
  objects.find((object) => object.tag === tag);

export const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

/** RFC 7518, 6.3.1 from `90 exponent 91 modulus`. */
export function publicKeyOf(bytes: Uint8Array | undefined): KeyObject | undefined {
  const exponent = bytes && objectAt(bytes);
  const modulus = exponent && objectAt(bytes, exponent.whole.length);
  if (exponent?.tag !== 0x90 || modulus?.tag !== 0x91) return undefined;
  const part = (value: Uint8Array): string => Buffer.from(value).toString('base64url');
  try {
    return createPublicKey({
      key: { kty: 'RSA', e: part(exponent.value), n: part(modulus.value) },
      format: 'jwk',
    });
  } catch {
    return undefined;
  }
}

/** A card-verifiable certificate: 7F21 { 5F4E two key ids of 16 bytes and a key, 5F37 signature }. */
export interface CvCertificate {
  readonly issuerId: Uint8Array;
  readonly subjectId: Uint8Array;
  readonly key: KeyObject;
  /** What is signed (observed): the value of 5F4E. */
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}

const KEY_ID_LENGTH = 16;

export function cvCertificateOf(file: Uint8Array): CvCertificate | undefined {
  const objects = objectsIn(file, 0x7f21);
  const body = find(objects, 0x5f4e)?.value;
  const key = publicKeyOf(body?.subarray(2 * KEY_ID_LENGTH));
  if (!body || !key) return undefined;
  return {
    issuerId: body.subarray(0, KEY_ID_LENGTH),
    subjectId: body.subarray(KEY_ID_LENGTH, 2 * KEY_ID_LENGTH),
    key,
    body,
    signature: find(objects, 0x5f37)?.value ?? new Uint8Array(),
  };
}

/** The key that a card-verifiable certificate certifies. */
export const certifiedKey = (file: Uint8Array): KeyObject | undefined => cvCertificateOf(file)?.key;
