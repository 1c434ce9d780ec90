/**
 * Reading ASN.1: asn1js parses, the schemas of pkijs judge the shape, and the functions here take out bytes and values.
 *
 * Inside, anything may throw; `decoding` stands around every public reader and lets nothing but DecodeError out.
 * Source: ITU-T X.690 (2021).
 */
import * as asn1js from 'asn1js';
import { DecodeError } from '../errors.ts';
import { OID } from './oids.ts';

/** A parsed element. */
export type Node = asn1js.BaseBlock;

/** Names of the tags met while reading, each with its class and form in the first octet. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

const RSA_SIGNATURES: ReadonlySet<string> = new Set([
  OID.sha256WithRSA,
  OID.sha384WithRSA,
  OID.sha512WithRSA,
]);
const ECDSA_SIGNATURES: ReadonlySet<string> = new Set([
  OID.ecdsaWithSHA256,
  OID.ecdsaWithSHA384,
  OID.ecdsaWithSHA512,
]);

/** Runs `work`; whatever it throws leaves as a DecodeError with this code and stage, the first error as its cause. */
export function decoding<T>(code: `ERR_${string}`, stage: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new DecodeError(code, stage, cause instanceof Error ? cause.message : String(cause), -1, cause);
  }
}

/** Ends the reading with this message. Call only inside `decoding`. */
export function refuse(message: string): never {
  throw new Error(message);
}

/** Refuses unless the promise holds. Call only inside `decoding`. */
export function expect(holds: boolean, message: string): asserts holds {
  if (!holds) refuse(message);
}

const isConstructed = (node: Node): node is asn1js.Constructed =>
  node instanceof asn1js.Constructed && node.idBlock.isConstructed;

// X.690, 10.1: definite lengths in the fewest octets.
function expectDer(node: Node): void {
  const { isIndefiniteForm, length, blockLength } = node.lenBlock;
  expect(!isIndefiniteForm, 'indefinite length in DER');
  const octets = length < 0x80 ? 1 : 1 + Math.ceil(length.toString(16).length / 2);
  expect(blockLength === octets, 'length not in the fewest octets');
  if (isConstructed(node)) node.valueBlock.value.forEach(expectDer);
}

function parse(bytes: Uint8Array, schema: asn1js.AsnSchemaType | undefined): Node {
  const { offset, result } = asn1js.fromBER(Uint8Array.from(bytes), {
    copyInput: false, // copied already, so that the caller may change his bytes
    parseEmbedded: false, // strings are not searched for elements inside: three times as fast
    maxNodes: bytes.length, // an element has two octets at least; the default would refuse a CRL of 2 000 entries
  });
  expect(offset >= 0, result.error || 'not ASN.1');
  expect(offset === bytes.length, `${bytes.length - offset} bytes after the end`);
  if (schema !== undefined) {
    const node = result as asn1js.AsnType;
    expect(asn1js.compareSchema(node, node, schema).verified, 'not of the expected structure');
  }
  return result;
}

/** Parses one DER element that fills `bytes`. */
export function parseDer(bytes: Uint8Array, schema?: asn1js.AsnSchemaType): Node {
  const node = parse(bytes, schema);
  expectDer(node);
  return node;
}

/** Parses one BER element that fills `bytes`: for CMS, which alone may be BER. */
export const parseBer = (bytes: Uint8Array, schema?: asn1js.AsnSchemaType): Node => parse(bytes, schema);

/** The whole element: tag, length, content. */
export const bytesOf = (node: Node): Uint8Array => node.valueBeforeDecodeView;

/** The content of an element with definite length. */
export const contentOf = (node: Node): Uint8Array =>
  bytesOf(node).subarray(node.idBlock.blockLength + node.lenBlock.blockLength);

/** The first octet: class, form and (below 31) number of the tag. */
export const tagOf = (node: Node): number => bytesOf(node)[0] ?? -1;

/** The elements inside a constructed one. */
export function childrenOf(node: Node): Node[] {
  expect(isConstructed(node), 'a primitive element where a constructed one is due');
  return node.valueBlock.value;
}

/** Element number `i` inside a constructed one. */
export function childOf(node: Node, i: number): Node {
  const child = childrenOf(node)[i];
  expect(child !== undefined, `element ${i} is missing`);
  return child;
}

/** The only element inside a constructed one, as inside an explicit tag. */
export function onlyChildOf(node: Node): Node {
  expect(childrenOf(node).length === 1, 'not exactly one element inside');
  return childOf(node, 0);
}

/** Refuses an element with another first octet. */
export function expectTag(node: Node, tag: number): Node {
  const found = tagOf(node);
  expect(found === tag, `tag ${found.toString(16)} where ${tag.toString(16)} is due`);
  return node;
}

/** The elements of a SEQUENCE. */
export const sequenceOf = (node: Node): Node[] => childrenOf(expectTag(node, TAG.sequence));

/** Takes fields from the left, as a SEQUENCE with optional members is read. */
export class Fields {
  readonly #nodes: readonly Node[];
  #at = 0;
  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
  }

  /** The next field, which must be there. */
  next(tag?: number): Node {
    const node = this.#nodes[this.#at++];
    expect(node !== undefined, 'a field is missing');
    return tag === undefined ? node : expectTag(node, tag);
  }

  /** The next field if it has one of these tags. */
  optional(...tags: readonly number[]): Node | undefined {
    const node = this.#nodes[this.#at];
    if (node === undefined || !tags.includes(tagOf(node))) return undefined;
    this.#at++;
    return node;
  }

  /** Nothing may be left. */
  end(): void {
    expect(this.#at >= this.#nodes.length, 'a field too many');
  }
}

/** The value of an INTEGER from its content. X.690, 8.3.2: the fewest octets. Call only inside `decoding`. */
export function signedOf(content: Uint8Array): bigint {
  const [first, second] = content;
  expect(first !== undefined, 'an empty integer');
  const padded =
    second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  expect(!padded, 'an integer not in the fewest octets');
  return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString('hex')}`));
}

/** INTEGER or ENUMERATED (or either under an implicit tag). */
export const integerOf = (node: Node): bigint => signedOf(contentOf(node));

/** The value of a BOOLEAN from its content. X.690, 11.1: FF or 00. Call only inside `decoding`. */
export function truthOf(content: Uint8Array): boolean {
  expect(
    content.length === 1 && (content[0] === 0 || content[0] === 0xff),
    'a boolean that is neither FF nor 00',
  );
  return content[0] === 0xff;
}

/** BOOLEAN (or one under an implicit tag). */
export const booleanOf = (node: Node): boolean => truthOf(contentOf(node));

/** The dotted form of an OBJECT IDENTIFIER from its content. X.690, 8.19. Call only inside `decoding`. */
export function dottedOf(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  let fresh = true;
  for (const octet of content) {
    expect(!(fresh && octet === 0x80), 'an object identifier not in the fewest octets');
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    fresh = octet < 0x80;
    if (fresh) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [head] = arcs;
  expect(head !== undefined && fresh, 'a broken object identifier');
  const top = head < 80n ? head / 40n : 2n;
  return [top, head - top * 40n, ...arcs.slice(1)].join('.');
}

/** OBJECT IDENTIFIER in dotted form. */
export const oidOf = (node: Node): string => dottedOf(contentOf(expectTag(node, TAG.oid)));

/** The bytes of a BIT STRING of whole octets. */
export function bitsOf(node: Node): Uint8Array {
  const content = contentOf(expectTag(node, TAG.bitString));
  expect(content[0] === 0, 'a bit string that is not of whole octets');
  return content.subarray(1);
}

/** The bytes of an OCTET STRING in the primitive form. */
export const octetsOf = (node: Node): Uint8Array => contentOf(expectTag(node, TAG.octetString));

/** UTF-8, strictly: malformed text is refused, a byte order mark is kept. */
export const utf8 = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

/** IA5String or whatever else is ASCII under an implicit tag. */
export function asciiOf(node: Node): string {
  const content = contentOf(node);
  expect(
    content.every((octet) => octet < 0x80),
    'a character outside ASCII',
  );
  return Buffer.from(content).toString('latin1');
}

/**
 * UTCTime or GeneralizedTime in the one form that RFC 5280 (4.1.2.5) and RFC 6960 (4.2.2.1) allow: UTC, with seconds,
 * without fraction, and a moment that exists.
 */
export function timeOf(node: Node): Date {
  const text = asciiOf(node);
  const tag = tagOf(node);
  expect(tag === TAG.utcTime || tag === TAG.generalizedTime, 'no time');
  const form = tag === TAG.utcTime ? /^\d{12}Z$/ : /^\d{14}Z$/;
  expect(form.test(text), `the time "${text}"`);
  // 4.1.2.5.1: two digits of a year, 50 and above are of the last century.
  const century = tag === TAG.generalizedTime ? '' : text >= '5' ? '19' : '20';
  const digits = `${century}${text}`;
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const time = new Date(iso);
  expect(!Number.isNaN(time.getTime()) && time.toISOString() === iso, `the time "${text}" does not exist`);
  return time;
}

/** A GeneralizedTime and no other. */
export const generalizedTimeOf = (node: Node): Date => timeOf(expectTag(node, TAG.generalizedTime));

/**
 * The object identifier of the AlgorithmIdentifier of a signature: with RSA the parameters are NULL (RFC 4055, 5), with ECDSA
 * there are none (RFC 5758, 3.2).
 */
export function signatureAlgorithmOf(node: Node): string {
  const [, parameters, ...more] = childrenOf(node);
  const id = algorithmOf(node);
  const isNull = parameters !== undefined && tagOf(parameters) === TAG.null && more.length === 0;
  if (RSA_SIGNATURES.has(id)) expect(isNull, 'an RSA signature whose parameters are not NULL');
  if (ECDSA_SIGNATURES.has(id)) expect(parameters === undefined, 'an ECDSA signature with parameters');
  return id;
}

/** The object identifier of an AlgorithmIdentifier. */
export const algorithmOf = (node: Node): string => oidOf(childOf(expectTag(node, TAG.sequence), 0));
