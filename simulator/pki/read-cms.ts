/**
 * Reads and verifies CMS SignedData with the content inside and one signer.
 * Sources: RFC 5652, 5 and 11; RFC 5754; RFC 5035.
 */
import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import { compareBytes, concat, octetString, oid, sameBytes } from './der.ts';
import { OID } from './oids.ts';
import {
  algorithmOf,
  bytesOf,
  childOf,
  childrenOf,
  contentOf,
  decoding,
  expect,
  expectTag,
  Fields,
  integerOf,
  type Node,
  octetsOf,
  oidOf,
  onlyChildOf,
  parseBer,
  parseDer,
  refuse,
  sequenceOf,
  TAG,
  tagOf,
  timeOf,
} from './read-asn1.ts';
import { type Certificate, readCertificate } from './read-certificate.ts';
import { attributesOf, type ReadAttributes } from './read-csr.ts';
import { verifySignature } from './read-signature.ts';

/** A signed message taken apart. `toBeSigned` is the SET OF encoding of the signed attributes, empty if there are none. */
export type Cms = {
  readonly der: Uint8Array;
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly signerCert: Certificate;
  readonly certs: readonly Certificate[];
  readonly digestAlgorithm: string;
  readonly signedAttrs: ReadAttributes;
  readonly toBeSigned: Uint8Array;
  readonly signingTime: Date | undefined;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
};

/** Why a message was refused. */
export type CmsRefusal =
  | 'digest-algorithm'
  | 'signed-attributes'
  | 'content-type'
  | 'message-digest'
  | 'signing-certificate'
  | 'signature';

export type CmsVerdict = { readonly ok: true } | { readonly ok: false; readonly why: CmsRefusal };

const contentInfoSchema = ContentInfo.schema();
const signedDataSchema = SignedData.schema();

const hashes: ReadonlyMap<string, 'sha256' | 'sha384' | 'sha512'> = new Map([
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
]);

const hashOf = (hash: string, bytes: Uint8Array): Uint8Array => createHash(hash).update(bytes).digest();

/** The octets of an OCTET STRING in the primitive form or, as BER allows, in pieces. */
function anyOctetsOf(node: Node): Uint8Array {
  expect(node instanceof asn1js.OctetString, 'content that is no OCTET STRING');
  return node.idBlock.isConstructed
    ? concat(...(node.valueBlock.value as Node[]).map(anyOctetsOf))
    : contentOf(node);
}

function signerOf(sid: Node, certs: readonly Certificate[]): Certificate {
  const matches = (certificate: Certificate): boolean => {
    if (tagOf(sid) === 0x80)
      return certificate.ski !== undefined && sameBytes(certificate.ski, contentOf(sid));
    const [issuer, serial] = [childOf(sid, 0), childOf(sid, 1)];
    return sameBytes(certificate.issuer, bytesOf(issuer)) && certificate.serial === integerOf(serial);
  };
  return certs.find(matches) ?? refuse("the signer's certificate is not included");
}

const asSet = (implicitSet: Node): Uint8Array => {
  const copy = Uint8Array.from(bytesOf(implicitSet));
  copy[0] = TAG.set; // RFC 5652, 5.4: signed is the SET OF, not the [0] of the message
  return copy;
};

function signingTimeOf(attributes: ReadAttributes): Date | undefined {
  const [value] = attributes.get(OID.signingTime) ?? [];
  return value && timeOf(parseDer(value));
}

function takeSigner(signerInfo: Node, certs: readonly Certificate[]) {
  const fields = new Fields(sequenceOf(signerInfo));
  fields.next(TAG.integer);
  const signerCert = signerOf(fields.next(), certs);
  const digestAlgorithm = algorithmOf(fields.next());
  const signedAttrs = fields.optional(0xa0);
  const signatureAlgorithm = algorithmOf(fields.next());
  const signature = octetsOf(fields.next());
  fields.optional(0xa1); // unsigned attributes are not covered by the signature and not used
  fields.end();
  const attributes: ReadAttributes = signedAttrs
    ? attributesOf(signedAttrs)
    : new Map<string, Uint8Array[]>();
  return {
    signerCert,
    digestAlgorithm,
    signedAttrs: attributes,
    toBeSigned: signedAttrs ? asSet(signedAttrs) : new Uint8Array(0),
    signingTime: signingTimeOf(attributes),
    signatureAlgorithm,
    signature,
  };
}

function take(der: Uint8Array): Cms {
  const info = parseBer(der, contentInfoSchema);
  expect(oidOf(childOf(info, 0)) === OID.signedData, 'not SignedData');
  const signedData = onlyChildOf(childOf(info, 1));
  const node = signedData as asn1js.AsnType;
  expect(asn1js.compareSchema(node, node, signedDataSchema).verified, 'not of the expected structure');
  const fields = new Fields(sequenceOf(signedData));
  fields.next(TAG.integer);
  fields.next(TAG.set);
  const encapsulated = fields.next(TAG.sequence);
  const certificates = fields.optional(0xa0);
  fields.optional(0xa1);
  const signers = childrenOf(fields.next(TAG.set));
  fields.end();
  const [signer, ...others] = signers;
  expect(signer !== undefined && others.length === 0, `${signers.length} signers`);
  // RFC 5652, 10.2.2: other kinds of certificates stand under context tags and are passed over.
  const certs = (certificates ? childrenOf(certificates) : [])
    .filter((certificate) => tagOf(certificate) === TAG.sequence)
    .map((certificate) => readCertificate(bytesOf(certificate)));
  return {
    der: bytesOf(info),
    contentType: oidOf(childOf(encapsulated, 0)),
    content: anyOctetsOf(onlyChildOf(expectTag(childOf(encapsulated, 1), 0xa0))),
    certs,
    ...takeSigner(signer, certs),
  };
}

/** Reads a message. DecodeError ERR_CMS for anything else: detached, several signers, certificate not included. */
export const readCms = (der: Uint8Array): Cms => decoding('ERR_CMS', 'cms', () => take(der));

/** The only value of an attribute, or undefined. */
function onlyValue(attributes: ReadAttributes, type: string): Uint8Array | undefined {
  const values = attributes.get(type) ?? [];
  return values.length === 1 ? values[0] : undefined;
}

/** RFC 5652, 5.4: the attributes are signed in DER. Theirs is a SET OF, so its order must be that of X.690, 11.6. */
function isSortedDer(set: Uint8Array): boolean {
  try {
    const elements = childrenOf(parseDer(set)).map(bytesOf);
    return elements.every((element, i) => i === 0 || compareBytes(elements[i - 1]!, element) <= 0);
  } catch {
    return false;
  }
}

/** RFC 5035, 5.4: the first ESSCertIDv2 is the signer's. */
function namesSigner(attribute: Uint8Array, signer: Certificate): boolean {
  try {
    const essCertId = childOf(childOf(parseDer(attribute), 0), 0);
    const fields = new Fields(sequenceOf(essCertId));
    const algorithm = fields.optional(TAG.sequence);
    const hash = algorithm === undefined ? 'sha256' : hashes.get(algorithmOf(algorithm));
    if (hash === undefined || !sameBytes(octetsOf(fields.next()), hashOf(hash, signer.der))) return false;
    const issuerSerial = fields.optional(TAG.sequence);
    return issuerSerial === undefined || integerOf(childOf(issuerSerial, 1)) === signer.serial;
  } catch {
    return false;
  }
}

/** RFC 5754, 3.2: rsaEncryption leaves the hash to digestAlgorithm; the others name it and must name the same. */
function signatureRule(cms: Cms, hash: string): string | undefined {
  const ofHash = {
    sha256: [OID.sha256WithRSA, OID.ecdsaWithSHA256],
    sha384: [OID.sha384WithRSA, OID.ecdsaWithSHA384],
    sha512: [OID.sha512WithRSA, OID.ecdsaWithSHA512],
  }[hash] as readonly string[];
  if (cms.signatureAlgorithm === OID.rsaEncryption) return ofHash[0];
  return ofHash.includes(cms.signatureAlgorithm) ? cms.signatureAlgorithm : undefined;
}

/**
 * Verifies a message under the certificate it includes: content type, message digest, signing-certificate-v2 if it is
 * there, and the signature over the signed attributes. A message without signed attributes is refused. Says nothing
 * about the certificate itself.
 */
export function verifyCms(cms: Cms): CmsVerdict {
  const no = (why: CmsRefusal): CmsVerdict => ({ ok: false, why });
  const hash = hashes.get(cms.digestAlgorithm);
  if (hash === undefined) return no('digest-algorithm');
  if (!isSortedDer(cms.toBeSigned)) return no('signed-attributes');
  // RFC 5652, 11.1: the same as eContentType.
  const contentType = onlyValue(cms.signedAttrs, OID.contentType);
  if (contentType === undefined || !sameBytes(contentType, oid(cms.contentType))) return no('content-type');
  // RFC 5652, 11.2 and 5.4.
  const digest = onlyValue(cms.signedAttrs, OID.messageDigest);
  if (digest === undefined || !sameBytes(digest, octetString(hashOf(hash, cms.content))))
    return no('message-digest');
  if (cms.signedAttrs.has(OID.signingCertificateV2)) {
    const value = onlyValue(cms.signedAttrs, OID.signingCertificateV2);
    if (value === undefined || !namesSigner(value, cms.signerCert)) return no('signing-certificate');
  }
  const algorithm = signatureRule(cms, hash);
  const holds =
    algorithm !== undefined &&
    verifySignature({
      algorithm,
      spki: cms.signerCert.spki,
      bytes: cms.toBeSigned,
      signature: cms.signature,
    });
  return holds ? { ok: true } : no('signature');
}
