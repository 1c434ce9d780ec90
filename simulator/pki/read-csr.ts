/** Reads certification requests (PKCS#10). Source: RFC 2986, 4. */
import { CertificationRequest } from 'pkijs';
import {
  bitsOf,
  bytesOf,
  childOf,
  childrenOf,
  decoding,
  expect,
  expectTag,
  Fields,
  integerOf,
  type Node,
  oidOf,
  parseDer,
  sequenceOf,
  signatureAlgorithmOf,
  TAG,
} from './read-asn1.ts';
import { textOfName } from './read-name.ts';
import { verifySignature } from './read-signature.ts';

/** Attributes by object identifier, each with its encoded values. */
export type ReadAttributes = ReadonlyMap<string, readonly Uint8Array[]>;

/** A request taken apart. `verified`: the signature holds under the very key that asks (proof of possession). */
export type Csr = {
  readonly der: Uint8Array;
  readonly toBeSigned: Uint8Array;
  readonly subject: Uint8Array;
  readonly subjectText: string;
  readonly spki: Uint8Array;
  readonly attributes: ReadAttributes;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  readonly verified: boolean;
};

const schema = CertificationRequest.schema();

/** The attributes inside `node`, a SET OF under whatever tag. One that comes twice is refused. */
export function attributesOf(node: Node): ReadAttributes {
  const found = new Map<string, Uint8Array[]>();
  for (const attribute of childrenOf(node)) {
    const type = oidOf(childOf(expectTag(attribute, TAG.sequence), 0));
    expect(!found.has(type), `attribute ${type} comes twice`);
    found.set(type, childrenOf(expectTag(childOf(attribute, 1), TAG.set)).map(bytesOf));
  }
  return found;
}

function take(der: Uint8Array): Csr {
  const whole = parseDer(der, schema);
  const [info, algorithm, signature] = [childOf(whole, 0), childOf(whole, 1), childOf(whole, 2)];
  const fields = new Fields(sequenceOf(info));
  expect(integerOf(fields.next(TAG.integer)) === 0n, 'a version other than 0');
  const subject = fields.next(TAG.sequence);
  const spki = fields.next(TAG.sequence);
  const attributes = fields.optional(0xa0);
  fields.end();
  const read = {
    der: bytesOf(whole),
    toBeSigned: bytesOf(info),
    subject: bytesOf(subject),
    subjectText: textOfName(subject),
    spki: bytesOf(spki),
    attributes: attributes === undefined ? new Map<string, Uint8Array[]>() : attributesOf(attributes),
    signatureAlgorithm: signatureAlgorithmOf(algorithm),
    signature: bitsOf(signature),
  };
  return { ...read, verified: verifyCsr(read) };
}

/** Reads a request. DecodeError ERR_CSR for anything else; a wrong signature is `verified: false`, no error. */
export const readCsr = (der: Uint8Array): Csr => decoding('ERR_CSR', 'csr', () => take(der));

/** Proof of possession: does the signature hold under the key in the request? */
export const verifyCsr = (
  csr: Pick<Csr, 'toBeSigned' | 'spki' | 'signatureAlgorithm' | 'signature'>,
): boolean =>
  verifySignature({
    algorithm: csr.signatureAlgorithm,
    spki: csr.spki,
    bytes: csr.toBeSigned,
    signature: csr.signature,
  });
