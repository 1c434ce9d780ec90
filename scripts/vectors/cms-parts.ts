/** A CMS SignedData put together from its parts, so that one of them can be wrong. RFC 5652, 5. */
import { createHash, sign } from 'node:crypto';
import {
  concat,
  type Der,
  directoryName,
  explicit,
  implicit,
  integer,
  nul,
  OID,
  octetString,
  oid,
  raw,
  readCertificate,
  seq,
  setOf,
  utcTime,
} from '../../simulator/pki/index.ts';
import { type RsaLabel, rsaPrivateKey } from './authorities.ts';

export type SignerParts = {
  readonly version: number;
  readonly sid: Der;
  readonly digestAlgorithm: Der;
  /** Attribute by attribute; undefined: the signature is over the content. */
  readonly signedAttributes: readonly Der[] | undefined;
  /** In the order given, unsorted. */
  readonly unsorted?: boolean;
  readonly signatureAlgorithm: Der;
  readonly hash: 'sha256' | 'sha512' | 'sha1';
  readonly key: RsaLabel;
  readonly unsignedAttributes?: readonly Der[];
  /** Changes the signature after it was made. */
  readonly alter?: (signature: Uint8Array) => Uint8Array;
};

export type CmsParts = {
  readonly version: number;
  readonly digestAlgorithms: readonly Der[];
  readonly contentType: string;
  readonly content: Uint8Array | undefined;
  /** What was signed, if not the content. */
  readonly signedContent?: Uint8Array;
  readonly certificates: readonly Der[];
  readonly signers: readonly SignerParts[];
};

export const digestOf = (bytes: Uint8Array, hash = 'sha256'): Uint8Array =>
  createHash(hash).update(bytes).digest();
export const attribute = (id: string, ...values: readonly Der[]): Der => seq(oid(id), setOf(...values));
export const SHA_256 = seq(oid(OID.sha256));
export const SHA_512 = seq(oid(OID.sha512));
export const SHA_256_RSA = seq(oid(OID.sha256WithRSA), nul());

/** signing-certificate-v2 of a certificate. */
export function essOf(certificate: Der): Der {
  const { issuer, serial } = readCertificate(certificate);
  const issuerSerial = seq(seq(directoryName(issuer)), integer(serial));
  return attribute(OID.signingCertificateV2, seq(seq(seq(octetString(digestOf(certificate)), issuerSerial))));
}

/** Names the signer by issuer and serial number. */
export function issuerAndNumberOf(certificate: Der): Der {
  const { issuer, serial } = readCertificate(certificate);
  return seq(issuer, integer(serial));
}

export const attributesOf = (content: Uint8Array, certificate: Der, signingTime: Date): readonly Der[] => [
  attribute(OID.contentType, oid(OID.data)),
  attribute(OID.messageDigest, octetString(digestOf(content))),
  essOf(certificate),
  attribute(OID.signingTime, utcTime(signingTime)),
];

function closeSigner(signer: SignerParts, content: Uint8Array): Der {
  const { signedAttributes, unsorted } = signer;
  const list = signedAttributes && (unsorted ? concat(...signedAttributes) : undefined);
  const sorted = signedAttributes && setOf(...signedAttributes);
  // The length of the set is the same in whatever order its members stand.
  const attributes = list && sorted ? concat(sorted.subarray(0, sorted.length - list.length), list) : sorted;
  const made = Uint8Array.from(sign(signer.hash, attributes ?? content, rsaPrivateKey(signer.key)));
  return seq(
    integer(signer.version),
    signer.sid,
    signer.digestAlgorithm,
    raw(attributes && implicit(0, attributes)),
    signer.signatureAlgorithm,
    octetString(signer.alter ? signer.alter(made) : made),
    raw(signer.unsignedAttributes && implicit(1, setOf(...signer.unsignedAttributes))),
  );
}

/** Puts a message together and signs it. */
export function closeCms(parts: CmsParts): Der {
  const signed = parts.signedContent ?? parts.content ?? new Uint8Array(0);
  const data = seq(
    integer(parts.version),
    setOf(...parts.digestAlgorithms),
    seq(oid(parts.contentType), raw(parts.content && explicit(0, octetString(parts.content)))),
    raw(parts.certificates.length > 0 ? implicit(0, setOf(...parts.certificates)) : undefined),
    setOf(...parts.signers.map((signer) => closeSigner(signer, signed))),
  );
  return seq(oid(OID.signedData), explicit(0, data));
}
