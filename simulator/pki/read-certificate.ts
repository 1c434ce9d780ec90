/** Reads certificates, and tells whether one certificate issued another. Source: RFC 5280, 4.1, 4.2 and 6.1. */
import { createHash } from 'node:crypto';
import { Certificate as CertificateSchema } from 'pkijs';
import { sameBytes } from './der.ts';
import { type KeyUsage, keyUsageBits } from './extensions.ts';
import { OID } from './oids.ts';
import {
  algorithmOf,
  asciiOf,
  bitsOf,
  booleanOf,
  bytesOf,
  childOf,
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
  parseDer,
  sequenceOf,
  signatureAlgorithmOf,
  TAG,
  tagOf,
  timeOf,
  utf8,
} from './read-asn1.ts';
import {
  authorityKeyOf,
  extensionValue,
  fullNamesOf,
  type ReadAuthorityKey,
  type ReadExtensions,
  readExtensions,
} from './read-extensions.ts';
import { textOfName } from './read-name.ts';
import { isStrongKey, verifySignature } from './read-signature.ts';

/** A certificate taken apart. Names are encoded; identifiers are dotted; what is absent is empty or undefined. */
export type Certificate = {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly serial: bigint;
  readonly issuer: Uint8Array;
  readonly issuerText: string;
  readonly subject: Uint8Array;
  readonly subjectText: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  readonly keyType: 'rsa' | 'ec' | 'other';
  readonly extensions: ReadExtensions;
  readonly ski: Uint8Array | undefined;
  readonly aki: ReadAuthorityKey | undefined;
  readonly policies: readonly string[];
  readonly keyUsage: ReadonlySet<KeyUsage>;
  readonly extKeyUsage: readonly string[];
  /** The UTF8String values of otherName in subjectAltName, by type-id. */
  readonly otherNames: ReadonlyMap<string, string>;
  readonly isCa: boolean;
  readonly pathLength: number | undefined;
  readonly aiaOcsp: readonly string[];
  /** The encoded GeneralNames of all distribution points. */
  readonly crlNames: readonly Uint8Array[];
  readonly crlUris: readonly string[];
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
};

const schema = CertificateSchema.schema();

const keyTypes: ReadonlyMap<string, 'rsa' | 'ec'> = new Map([
  [OID.rsaEncryption, 'rsa'],
  [OID.ecPublicKey, 'ec'],
]);

function keyUsageOf(node: Node): Set<KeyUsage> {
  const [unused = 8, ...bits] = contentOf(expectTag(node, TAG.bitString));
  // X.690, 11.2: bits that are not used are zero.
  expect(((bits.at(-1) ?? 0) & ((1 << unused) - 1)) === 0, 'a key usage with unused bits set');
  return new Set(keyUsageBits.filter((_, i) => ((bits[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0));
}

function basicConstraintsOf(node: Node): { isCa: boolean; pathLength: number | undefined } {
  const fields = new Fields(sequenceOf(node));
  const ca = fields.optional(TAG.boolean);
  const pathLength = fields.optional(TAG.integer);
  fields.end();
  return { isCa: ca !== undefined && booleanOf(ca), pathLength: pathLength && Number(integerOf(pathLength)) };
}

/** Two values under one type-id are refused: whoever looks the name up could not tell which one holds. */
function otherNamesOf(node: Node): Map<string, string> {
  const names = new Map<string, string>();
  for (const generalName of sequenceOf(node)) {
    if (tagOf(generalName) !== 0xa0) continue;
    const typeId = oidOf(childOf(generalName, 0));
    const value = onlyChildOf(expectTag(childOf(generalName, 1), 0xa0));
    if (tagOf(value) !== TAG.utf8String) continue;
    expect(!names.has(typeId), `otherName ${typeId} comes twice`);
    names.set(typeId, utf8(contentOf(value)));
  }
  return names;
}

const ocspAddressesOf = (node: Node): string[] =>
  sequenceOf(node)
    .filter((access) => oidOf(childOf(access, 0)) === OID.accessOcsp && tagOf(childOf(access, 1)) === 0x86)
    .map((access) => asciiOf(childOf(access, 1)));

const crlNamesOf = (node: Node): Uint8Array[] =>
  sequenceOf(node).flatMap((point) => fullNamesOf(new Fields(sequenceOf(point)).optional(0xa0)));

const uriTag = 0x86;
const uriOf = (generalName: Uint8Array): string => asciiOf(parseDer(generalName));

function readExtensionValues(extensions: ReadExtensions) {
  const crlNames = extensionValue(extensions, OID.cRLDistributionPoints, crlNamesOf) ?? [];
  const constraints = extensionValue(extensions, OID.basicConstraints, basicConstraintsOf);
  return {
    extensions,
    ski: extensionValue(extensions, OID.subjectKeyIdentifier, octetsOf),
    aki: authorityKeyOf(extensions),
    policies:
      extensionValue(extensions, OID.certificatePolicies, (node) =>
        sequenceOf(node).map((policy) => oidOf(childOf(policy, 0))),
      ) ?? [],
    keyUsage: extensionValue(extensions, OID.keyUsage, keyUsageOf) ?? new Set<KeyUsage>(),
    extKeyUsage: extensionValue(extensions, OID.extKeyUsage, (node) => sequenceOf(node).map(oidOf)) ?? [],
    otherNames: extensionValue(extensions, OID.subjectAltName, otherNamesOf) ?? new Map<string, string>(),
    isCa: constraints?.isCa ?? false,
    pathLength: constraints?.pathLength,
    aiaOcsp: extensionValue(extensions, OID.authorityInfoAccess, ocspAddressesOf) ?? [],
    crlNames,
    crlUris: crlNames.filter((generalName) => generalName[0] === uriTag).map(uriOf),
  };
}

function take(der: Uint8Array): Certificate {
  const whole = parseDer(der, schema);
  const [tbs, algorithm, signature] = [childOf(whole, 0), childOf(whole, 1), childOf(whole, 2)];
  const fields = new Fields(sequenceOf(tbs));
  const version = fields.optional(0xa0);
  const serial = integerOf(fields.next(TAG.integer));
  const innerAlgorithm = fields.next(TAG.sequence);
  // 4.1.1.2: the algorithm stands twice, and both times the same.
  expect(sameBytes(bytesOf(innerAlgorithm), bytesOf(algorithm)), 'two different signature algorithms');
  const issuer = fields.next(TAG.sequence);
  const [notBefore, notAfter, ...more] = sequenceOf(fields.next());
  expect(
    notBefore !== undefined && notAfter !== undefined && more.length === 0,
    'a validity without two times',
  );
  const subject = fields.next(TAG.sequence);
  const spki = fields.next(TAG.sequence);
  fields.optional(0x81, 0xa1); // 4.1.2.8: unique identifiers, which nobody uses
  fields.optional(0x82, 0xa2);
  const extensions = fields.optional(0xa3);
  fields.end();
  const versionNumber = version === undefined ? 0n : integerOf(onlyChildOf(version));
  expect(extensions === undefined || versionNumber === 2n, 'extensions outside version 3'); // 4.1.2.1
  return {
    der: bytesOf(whole),
    tbs: bytesOf(tbs),
    serial,
    issuer: bytesOf(issuer),
    issuerText: textOfName(issuer),
    subject: bytesOf(subject),
    subjectText: textOfName(subject),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    spki: bytesOf(spki),
    keyType: keyTypes.get(algorithmOf(childOf(spki, 0))) ?? 'other',
    ...readExtensionValues(readExtensions(extensions && onlyChildOf(extensions))),
    signatureAlgorithm: signatureAlgorithmOf(algorithm),
    signature: bitsOf(signature),
  };
}

/** To take one apart costs about a millisecond, and the same few come again and again. */
const READ_KEPT = 1_024;
const readBefore = new Map<string, Certificate>();

/** By what the bytes are, so that an altered one is another; of a copy, since a caller may alter the bytes afterwards. */
function takeOnce(der: Uint8Array): Certificate {
  const digest = createHash('sha256').update(der).digest('base64');
  const known = readBefore.get(digest);
  if (known) return known;
  const made = take(Uint8Array.from(der));
  if (readBefore.size >= READ_KEPT) readBefore.delete(readBefore.keys().next().value!);
  readBefore.set(digest, made);
  return made;
}

/** Reads a certificate. DecodeError ERR_CERTIFICATE for anything else, trailing bytes and bad extensions included. */
export const readCertificate = (der: Uint8Array): Certificate =>
  decoding('ERR_CERTIFICATE', 'certificate', () => {
    const { notBefore, notAfter, ...rest } = takeOnce(der);
    return { ...rest, notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
  });

/** 4.2.1.1: what the authority key identifier says must be true of the issuer's certificate. */
export function pointsAt(aki: ReadAuthorityKey | undefined, issuer: Certificate): boolean {
  if (aki === undefined) return true;
  const keyIdFits = aki.keyId === undefined || issuer.ski === undefined || sameBytes(aki.keyId, issuer.ski);
  const issuerFits = aki.issuer === undefined || sameBytes(aki.issuer, issuer.issuer);
  const serialFits = aki.serial === undefined || aki.serial === issuer.serial;
  return keyIdFits && issuerFits && serialFits;
}

/** 6.1.4 (k) and (n): may this certificate issue others? */
const mayIssue = (issuer: Certificate): boolean =>
  issuer.isCa && (!issuer.extensions.has(OID.keyUsage) || issuer.keyUsage.has('keyCertSign'));

/** Extensions that somebody here acts upon; a critical one beside them forbids the use of the certificate (4.2). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.subjectKeyIdentifier,
  OID.keyUsage,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.basicConstraints,
  OID.cRLDistributionPoints,
  OID.certificatePolicies,
  OID.authorityKeyIdentifier,
  OID.extKeyUsage,
  OID.authorityInfoAccess,
  OID.ocspNoCheck,
]);

/** 4.1.2.2: 20 octets at most, the sign among them. */
const SERIAL_MAX = 1n << 159n;

/** May anybody rely on it at all: its number, its critical extensions, its key? */
const isUsable = ({ serial, extensions, spki }: Certificate): boolean =>
  serial > 0n &&
  serial < SERIAL_MAX &&
  [...extensions].every(([id, { critical }]) => !critical || UNDERSTOOD.has(id)) &&
  isStrongKey(spki);

/**
 * Did `issuer` issue `certificate`, and may it be relied on? The issuer is a CA that may sign certificates, the names are the same bytes, the
 * authority key identifier points at the issuer, the signature holds; serial number, critical extensions and key are in
 * order. Says nothing about time, purpose, policy or revocation.
 */
export const verifyIssuedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  mayIssue(issuer) &&
  isUsable(certificate) &&
  sameBytes(certificate.issuer, issuer.subject) &&
  pointsAt(certificate.aki, issuer) &&
  verifySignature({
    algorithm: certificate.signatureAlgorithm,
    spki: issuer.spki,
    bytes: certificate.tbs,
    signature: certificate.signature,
  });

/** Is the moment inside the validity, both ends included (4.1.2.5)? */
export const isValidAt = (certificate: Certificate, at: Date): boolean =>
  certificate.notBefore.getTime() <= at.getTime() && at.getTime() < certificate.notAfter.getTime() + 1000;
