/**
 * Readers for the primitive types that certificates use, over the elements that {@link parseAsn1} finds.
 *
 * Every value is read from the bytes themselves, because signatures, names and hashes are about bytes. Only this folder uses
 * these helpers.
 */
import { DecodeError } from '../../simulator/errors.ts';
import type { Asn1 } from './ber.ts';

export { type Asn1, parseAsn1 } from './ber.ts';

/** Tag numbers of the universal class. */
export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
} as const;

/** Tag classes as ber.ts counts them. */
const UNIVERSAL = 1;
const CONTEXT = 3;

/**
 * Runs a decoder and turns whatever it throws into a DecodeError with this one code.
 *
 * @throws DecodeError and nothing else
 */
export function guard<T>(code: `ERR_${string}`, stage: string, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof DecodeError && cause.code === code) throw cause;
    throw new DecodeError(code, stage, cause instanceof Error ? cause.message : String(cause), -1, cause);
  }
}

/** Is this the universal type `tag`? */
export function is(node: Asn1 | undefined, tag: number): node is Asn1 {
  return node !== undefined && node.tagClass === UNIVERSAL && node.tag === tag;
}

/** Is this the context-specific tag `[tag]`? */
export function isContext(node: Asn1 | undefined, tag: number): node is Asn1 {
  return node !== undefined && node.tagClass === CONTEXT && node.tag === tag;
}

/** The node itself, if it is of the universal type `tag`; throws otherwise. */
export function expect(node: Asn1 | undefined, tag: number, what: string): Asn1 {
  if (!is(node, tag)) throw new Error(`${what}: missing or of another type`);
  return node;
}

/** The members of a SEQUENCE. */
export function sequence(node: Asn1 | undefined, what: string): Asn1[] {
  return expect(node, TAG.sequence, what).kids;
}

/** The context-specific member `[tag]` among `kids`. */
export function context(kids: readonly Asn1[], tag: number): Asn1 | undefined {
  return kids.find((kid) => isContext(kid, tag));
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function oid(node: Asn1 | undefined, what = 'object identifier'): string {
  return oidText(expect(node, TAG.oid, what).body, what);
}

/** Dotted form of the content octets of an OBJECT IDENTIFIER (X.690 8.19). */
function oidText(body: Uint8Array, what: string): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of body) {
    arc = arc * 128n + BigInt(octet & 0x7f);
    if (octet < 0x80) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [first, ...rest] = arcs;
  if (first === undefined || (body[body.length - 1] ?? 0) >= 0x80) throw new Error(`${what}: cut off`);
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

/** Upper-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

/** Are these the same bytes? */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** An INTEGER as upper-case hexadecimal of its magnitude, whole octets, no leading zero octet; `-` before a negative one. */
export function integerHex(node: Asn1 | undefined, what = 'integer'): string {
  const value = integer(node, what);
  const digits = (value < 0n ? -value : value).toString(16).toUpperCase();
  return `${value < 0n ? '-' : ''}${digits.length % 2 === 1 ? '0' : ''}${digits}`;
}

/** The value of an INTEGER or ENUMERATED. */
export function integer(node: Asn1 | undefined, what = 'integer'): bigint {
  if (!is(node, TAG.integer) && !is(node, TAG.enumerated))
    throw new Error(`${what}: missing or of another type`);
  if (node.body.length === 0) throw new Error(`${what}: empty`);
  return BigInt.asIntN(node.body.length * 8, BigInt(`0x${hex(node.body)}`));
}

/** Content of an OCTET STRING; a constructed one (BER) is put together. */
export function octets(node: Asn1 | undefined, what = 'octet string'): Uint8Array {
  const string = expect(node, TAG.octetString, what);
  return string.constructed ? Buffer.concat(string.kids.map((kid) => octets(kid, what))) : string.body;
}

/** Content of a BIT STRING of whole octets: a key, a signature. */
export function bits(node: Asn1 | undefined, what = 'bit string'): Uint8Array {
  const string = expect(node, TAG.bitString, what);
  if (string.constructed || string.body[0] !== 0) throw new Error(`${what}: not whole octets`);
  return string.body.subarray(1);
}

/** Numbers of the bits set in a named bit list, lowest first; also for an implicitly tagged one. Unused bits do not count. */
export function namedBits(node: Asn1): number[] {
  const [unused = 0, ...octets] = node.body;
  const count = octets.length * 8 - unused;
  const set: number[] = [];
  for (let bit = 0; bit < count; bit++) if ((octets[bit >> 3]! & (0x80 >> (bit & 7))) !== 0) set.push(bit);
  return set;
}

/** UTCTime or GeneralizedTime of RFC 5280, 4.1.2.5: seconds present, no fraction, `Z`. */
export function time(node: Asn1 | undefined, what = 'time'): Date {
  if (node === undefined || node.tagClass !== UNIVERSAL || (node.tag !== 23 && node.tag !== 24)) {
    throw new Error(`${what}: missing or of another type`);
  }
  const text = Buffer.from(node.body).toString('latin1');
  const short = node.tag === 23;
  const match = (
    short ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
  ).exec(text);
  if (match === null) throw new Error(`${what}: not ${short ? 'YYMMDDHHMMSSZ' : 'YYYYMMDDHHMMSSZ'}`);
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  const [day = 0, hour = 0, minute = 0, second = 0] = rest;
  // RFC 5280, 4.1.2.5.1: 50 to 99 mean 19YY.
  const fullYear = short ? (year < 50 ? 2000 + year : 1900 + year) : year;
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  ) {
    throw new Error(`${what}: no such time`);
  }
  return date;
}

/** The text of a character string type; throws for other types and for bytes outside the type's encoding. */
export function text(node: Asn1 | undefined, what = 'text'): string {
  if (node === undefined || node.tagClass !== UNIVERSAL || node.constructed) {
    throw new Error(`${what}: missing or of another type`);
  }
  switch (node.tag) {
    case TAG.utf8String:
      return utf8(node.body);
    case 18: // NumericString
    case 19: // PrintableString
    case 22: // IA5String
    case 26: // VisibleString
      return ascii(node.body, what);
    case 20: // TeletexString, read as Latin-1 as everybody does
      return Buffer.from(node.body).toString('latin1');
    case 30: // BMPString
      if (node.body.length % 2 !== 0) throw new Error(`${what}: half a character`);
      return new TextDecoder('utf-16be', { fatal: true }).decode(node.body);
    default:
      throw new Error(`${what}: not a character string`);
  }
}

/** UTF-8, refusing what is not; a byte order mark is a character like any other. */
export function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** ASCII, refusing the rest. */
export function ascii(bytes: Uint8Array, what: string): string {
  if (bytes.some((octet) => octet >= 0x80)) throw new Error(`${what}: not ASCII`);
  return Buffer.from(bytes).toString('latin1');
}

/** One attribute of a distinguished name: its short name (or OID) and its text. */
export type NameAttribute = { type: string; value: string };

const SHORT_NAMES: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** The attributes of a Name (RFC 5280, 4.1.2.4) in their order. */
export function nameOf(node: Asn1 | undefined, what = 'name'): NameAttribute[] {
  return sequence(node, what).flatMap((rdn) =>
    expect(rdn, TAG.set, what).kids.map((attribute) => {
      const [type, value] = sequence(attribute, what);
      const id = oid(type, what);
      return { type: SHORT_NAMES[id] ?? id, value: text(value, what) };
    }),
  );
}

/** An extension (RFC 5280, 4.1): `value` is what the OCTET STRING holds. */
export type Extension = { oid: string; critical: boolean; value: Uint8Array };

/** The members of an Extensions SEQUENCE, in their order. */
export function extensionsOf(node: Asn1 | undefined, what = 'extensions'): Extension[] {
  return sequence(node, what).map((member) => {
    const kids = sequence(member, what);
    const [id, second] = kids;
    const critical = is(second, TAG.boolean) ? second.body[0] !== 0 : false;
    const value = kids[is(second, TAG.boolean) ? 2 : 1];
    return { oid: oid(id, what), critical, value: octets(value, what) };
  });
}
