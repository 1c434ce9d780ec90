/** A signed message: CMS SignedData of RFC 5652, 5, with the signing-certificate-v2 attribute of RFC 5035. */
import {
  type Asn1,
  context,
  expect,
  guard,
  hex,
  integerHex,
  is,
  isContext,
  octets,
  oid,
  parseAsn1,
  same,
  sequence,
  TAG,
  time,
} from './asn1.ts';
import { type Certificate, decodeCertificate } from './certificate.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { type Algorithm, algorithmOf, digest, hashName, signatureFault } from './signature.ts';

/**
 * What a signed message says and whether it holds together. Whether its signer may be trusted is a matter of
 * `judgePath` on `signerCertDer`.
 */
export type Cms = {
  /** The signed content; undefined when it is detached and none was handed in. */
  content: Uint8Array | undefined;
  contentTypeOid: string;
  /** The certificate that the signer's identifier points at, when the message carries it. */
  signerCertDer: Uint8Array | undefined;
  certificates: Uint8Array[];
  signingTime?: Date;
  /** Is the message digest that of the content (RFC 5652, 5.4)? */
  digestOk: boolean;
  /** Does the signature hold under the key of `signerCertDer`? */
  signatureOk: boolean;
  /** Does signing-certificate-v2 name `signerCertDer`? Undefined when the attribute is absent. */
  signingCertificateV2Ok?: boolean;
  /** All that is wrong, one sentence each; empty when all is well. */
  reasons: string[];
  strict: DerCheck;
};

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

type SignerInfo = {
  sid: Asn1;
  hash: string | undefined;
  algorithm: Algorithm;
  signature: Uint8Array;
  /** With the tag of a SET, as it is signed (RFC 5652, 5.4). */
  signedAttrs: Uint8Array | undefined;
  attributes: Map<string, Asn1[]>;
};

/**
 * Reads a SignedData with one signer and checks digest, signature and the signed attributes.
 *
 * @param detached the content, when the message does not carry it
 * @throws DecodeError `ERR_CMS` where the structure cannot be read
 */
export function decodeCms(der: Uint8Array, detached?: Uint8Array): Cms {
  return guard('ERR_CMS', 'cms', () => readCms(der, detached));
}

function readCms(der: Uint8Array, detached: Uint8Array | undefined): Cms {
  const root = parseAsn1(der);
  const [type, wrapped] = sequence(root, 'contentInfo');
  if (oid(type, 'contentType') !== SIGNED_DATA) throw new Error('contentType is not signedData');
  const [, , encapsulated, ...rest] = sequence(wrapped?.kids[0], 'signedData');
  const [contentType, carried] = sequence(encapsulated, 'encapContentInfo');
  const contentTypeOid = oid(contentType, 'eContentType');
  const content = carried === undefined ? detached : octets(carried.kids[0], 'eContent');
  // RFC 5652, 10.2.2: other certificate formats stand behind context tags and are passed over.
  const certificates = (context(rest, 0)?.kids ?? [])
    .filter((kid) => is(kid, TAG.sequence))
    .map((kid) => kid.der);
  const signers = expect(rest.at(-1), TAG.set, 'signerInfos').kids;

  const reasons: string[] = [];
  if (carried !== undefined && detached !== undefined) reasons.push('content is carried and also handed in');
  if (signers.length !== 1) reasons.push(`${signers.length} signers where one is expected`);
  const about = { content, contentTypeOid, certificates, strict: checkDer(root.der) };
  const signerInfo = signers[0];
  if (signerInfo === undefined) {
    return { ...about, signerCertDer: undefined, digestOk: false, signatureOk: false, reasons };
  }
  const signer = readSignerInfo(signerInfo);
  const certificate = certificates
    .map(decodeCertificate)
    .find((candidate) => isSigner(signer.sid, candidate));
  if (certificate === undefined) reasons.push('the certificate of the signer is not in the message');
  const digestOk = judgeDigest(signer, content, contentTypeOid, reasons);
  const signatureOk = judgeSignature(signer, content, certificate, reasons);
  const certificateOk = judgeSigningCertificate(signer, certificate, reasons);
  const signingTime = signer.attributes.get(ATTRIBUTE.signingTime);
  return {
    ...about,
    signerCertDer: certificate?.der,
    ...(signingTime === undefined ? {} : { signingTime: time(only(signingTime, 'signingTime')) }),
    digestOk,
    signatureOk,
    ...(certificateOk === undefined ? {} : { signingCertificateV2Ok: certificateOk }),
    reasons,
  };
}

function readSignerInfo(node: Asn1): SignerInfo {
  const [, sid, digestAlgorithm, ...rest] = sequence(node, 'signerInfo');
  const signed = isContext(rest[0], 0) ? rest[0] : undefined;
  const [algorithm, signature] = signed === undefined ? rest : rest.slice(1);
  const attributes = new Map<string, Asn1[]>();
  for (const attribute of signed?.kids ?? []) {
    const [type, values] = sequence(attribute, 'attribute');
    const id = oid(type);
    // RFC 5652, 5.3: at most one instance of an attribute type among the signed attributes.
    if (attributes.has(id)) throw new Error(`signed attribute ${id} occurs twice`);
    attributes.set(id, expect(values, TAG.set, 'attribute values').kids);
  }
  const signedAttrs = signed && Uint8Array.from(signed.der);
  if (signedAttrs !== undefined) signedAttrs[0] = 0x31;
  return {
    sid: sid!,
    hash: hashName(algorithmOf(digestAlgorithm, 'digestAlgorithm').oid),
    algorithm: algorithmOf(algorithm, 'signatureAlgorithm'),
    signature: octets(signature, 'signature'),
    signedAttrs,
    attributes,
  };
}

/** SignerIdentifier: issuer and serial number, or a subject key identifier (RFC 5652, 5.3). */
function isSigner(sid: Asn1, certificate: Certificate): boolean {
  if (isContext(sid, 0)) return certificate.skiHex !== undefined && hex(sid.body) === certificate.skiHex;
  const [issuer, serial] = sequence(sid, 'sid');
  return (
    issuer !== undefined &&
    same(issuer.der, certificate.issuerDer) &&
    integerHex(serial) === certificate.serialHex
  );
}

function only(values: readonly Asn1[], what: string): Asn1 {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`${what}: not one value`);
  return value;
}

function judgeDigest(
  signer: SignerInfo,
  content: Uint8Array | undefined,
  contentTypeOid: string,
  reasons: string[],
): boolean {
  if (signer.hash === undefined) {
    reasons.push('the digest algorithm is not accepted');
    return false;
  }
  if (content === undefined) {
    reasons.push('the content is detached and was not handed in');
    return false;
  }
  if (signer.signedAttrs === undefined) {
    // RFC 5652, 5.3: without signed attributes the content must be id-data; the signature itself then covers it.
    if (contentTypeOid !== DATA) reasons.push('content of this type needs signed attributes');
    return contentTypeOid === DATA;
  }
  const expected = signer.attributes.get(ATTRIBUTE.messageDigest);
  const type = signer.attributes.get(ATTRIBUTE.contentType);
  // RFC 5652, 11.1: contentType must be there and be that of the content.
  const typeOk = type !== undefined && oid(only(type, 'contentType')) === contentTypeOid;
  if (!typeOk) reasons.push('the content type attribute is not that of the content');
  if (expected === undefined) {
    reasons.push('no message digest attribute');
    return false;
  }
  const digestOk = same(octets(only(expected, 'messageDigest')), digest(signer.hash, content));
  if (!digestOk) reasons.push('the message digest is not that of the content');
  return digestOk && typeOk;
}

function judgeSignature(
  signer: SignerInfo,
  content: Uint8Array | undefined,
  certificate: Certificate | undefined,
  reasons: string[],
): boolean {
  if (signer.signedAttrs !== undefined) {
    const der = checkDer(signer.signedAttrs);
    if (!der.ok) reasons.push(`the signed attributes are not DER: ${der.why}`);
  }
  const signed = signer.signedAttrs ?? content;
  if (certificate === undefined || signed === undefined || signer.hash === undefined) return false;
  const fault = signatureFault(
    signer.algorithm,
    signed,
    signer.signature,
    certificate.publicKey,
    signer.hash,
  );
  if (fault !== undefined) reasons.push(fault);
  return fault === undefined;
}

/** RFC 5035, 4: the first ESSCertIDv2 is the signer's certificate; its hash algorithm defaults to SHA-256. */
function judgeSigningCertificate(
  signer: SignerInfo,
  certificate: Certificate | undefined,
  reasons: string[],
): boolean | undefined {
  const attribute = signer.attributes.get(ATTRIBUTE.signingCertificateV2);
  if (attribute === undefined) return undefined;
  const [ids] = sequence(only(attribute, 'signingCertificateV2'), 'signingCertificateV2');
  const kids = sequence(sequence(ids, 'certs')[0], 'essCertIDv2');
  const explicit = is(kids[0], TAG.sequence);
  const hash = explicit ? hashName(algorithmOf(kids[0]).oid) : 'sha256';
  const [certHash, issuerSerial] = explicit ? kids.slice(1) : kids;
  const ok =
    certificate !== undefined &&
    hash !== undefined &&
    same(octets(certHash, 'certHash'), digest(hash, certificate.der)) &&
    (issuerSerial === undefined || namesCertificate(issuerSerial, certificate));
  if (!ok) reasons.push('signing-certificate-v2 does not name the certificate of the signer');
  return ok;
}

/** IssuerSerial of RFC 5035: one directoryName, and the serial number. */
function namesCertificate(issuerSerial: Asn1, certificate: Certificate): boolean {
  const [names, serial] = sequence(issuerSerial, 'issuerSerial');
  const [name] = sequence(names, 'issuer');
  const issuer = isContext(name, 4) ? name.kids[0] : undefined;
  return (
    issuer !== undefined &&
    same(issuer.der, certificate.issuerDer) &&
    integerHex(serial) === certificate.serialHex
  );
}
