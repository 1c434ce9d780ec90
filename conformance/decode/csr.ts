/** A certification request, PKCS#10: RFC 2986. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  bits,
  context,
  expect,
  guard,
  hex,
  is,
  type NameAttribute,
  nameOf,
  octets,
  oid,
  parseAsn1,
  sequence,
  TAG,
} from './asn1.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { algorithmOf, signatureFault } from './signature.ts';

/** What a certification request says. */
export type Csr = {
  der: Uint8Array;
  subject: NameAttribute[];
  subjectDer: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
  publicKey: KeyObject;
  /** The values of each attribute as upper-case hex of their DER, by OID of the attribute. */
  attributes: Record<string, string[]>;
  /** Content of the first value of this attribute, where that is an OCTET STRING. */
  octetAttribute: (oid: string) => Uint8Array | undefined;
  /** Was the request signed with the key it asks a certificate for (proof of possession, RFC 2986, 4.2)? */
  popVerified: boolean;
  /** Why not, where `popVerified` is false. */
  popFault?: string;
  strict: DerCheck;
};

/**
 * Reads a certification request and checks its proof of possession.
 *
 * @throws DecodeError `ERR_CSR` where the structure cannot be read, the key included
 */
export function decodeCsr(der: Uint8Array): Csr {
  return guard('ERR_CSR', 'csr', () => {
    const root = parseAsn1(der);
    const [info, algorithm, signature] = sequence(root, 'certificationRequest');
    const [, subject, spki, ...rest] = sequence(info, 'certificationRequestInfo');
    const publicKey = createPublicKey({
      key: Buffer.from(expect(spki, TAG.sequence, 'subjectPKInfo').der),
      format: 'der',
      type: 'spki',
    });
    const attributes: Record<string, string[]> = {};
    for (const attribute of context(rest, 0)?.kids ?? []) {
      const [type, values] = sequence(attribute, 'attribute');
      const kids = expect(values, TAG.set, 'attribute values').kids;
      attributes[oid(type)] = [...(attributes[oid(type)] ?? []), ...kids.map((kid) => hex(kid.der))];
    }
    const fault = signatureFault(algorithmOf(algorithm), info!.der, bits(signature, 'signature'), publicKey);
    return {
      der: root.der,
      subject: nameOf(subject, 'subject'),
      subjectDer: subject!.der,
      spki: spki!.der,
      publicKey,
      attributes,
      octetAttribute: (id) => octetsOf(attributes[id]?.[0]),
      popVerified: fault === undefined,
      ...(fault === undefined ? {} : { popFault: fault }),
      strict: checkDer(root.der),
    };
  });
}

function octetsOf(derHex: string | undefined): Uint8Array | undefined {
  if (derHex === undefined) return undefined;
  const node = parseAsn1(Buffer.from(derHex, 'hex'));
  return is(node, TAG.octetString) ? octets(node) : undefined;
}
