/** A certificate read from its bytes: RFC 5280, 4. The key by node:crypto. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  type Asn1,
  ascii,
  bits,
  context,
  type Extension,
  extensionsOf,
  guard,
  hex,
  integer,
  integerHex,
  is,
  isContext,
  type NameAttribute,
  namedBits,
  nameOf,
  octets,
  oid,
  parseAsn1,
  sequence,
  TAG,
  text,
  time,
} from './asn1.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { type Algorithm, algorithmOf, digest } from './signature.ts';

/** What a certificate says. Hex is upper case; every `…Der` is the bytes as they stand in the certificate. */
export type Certificate = {
  der: Uint8Array;
  /** 1, 2 or 3. */
  version: number;
  serialHex: string;
  issuerDer: Uint8Array;
  subjectDer: Uint8Array;
  issuer: NameAttribute[];
  subject: NameAttribute[];
  notBefore: Date;
  notAfter: Date;
  publicKey: KeyObject;
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array;
  /** Content of the subjectPublicKey BIT STRING: what a CertID hashes. */
  keyBits: Uint8Array;
  /** SHA-1 of the subjectPublicKey bits, as OCSP and key identifiers use it (RFC 5280, 4.2.1.2 (1)). */
  keyHashHex: string;
  /** `RSA-2048`, `EC-P-256`, …; other kinds by Node's name. */
  keyAlgorithm: string;
  extensions: Extension[];
  /** Names of RFC 5280, 4.2.1.3. */
  keyUsage: string[];
  /** OIDs. */
  extKeyUsage: string[];
  /** OIDs. */
  policies: string[];
  /** Text of the otherName entries of subjectAltName that are UTF8Strings, by OID; of two alike, the first. */
  otherNames: Record<string, string>;
  /** The directoryName entries of subjectAltName. */
  directoryNames: NameAttribute[][];
  isCa: boolean;
  skiHex?: string;
  /** keyIdentifier of the authority key identifier. */
  akiHex?: string;
  /** authorityCertSerialNumber, and the directoryNames of authorityCertIssuer as DER. */
  akiSerialHex?: string;
  akiIssuersDer: Uint8Array[];
  aiaOcsp: string[];
  crlUris: string[];
  signatureAlgorithm: string;
  /** Outer and inner AlgorithmIdentifier; RFC 5280, 4.1.1.2 wants them alike. */
  algorithm: Algorithm;
  algorithmInside: Algorithm;
  /** TBSCertificate, the bytes that are signed. */
  tbs: Uint8Array;
  signature: Uint8Array;
  /** Is it DER, extension values included? */
  strict: DerCheck;
};

/** OIDs of the extensions that this folder understands. */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const;

const ACCESS_OCSP = '1.3.6.1.5.5.7.48.1';

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

const CURVES: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/**
 * Reads a certificate. Nothing is judged: expiry, signature and extensions are facts here, `strict` tells whether it is DER.
 *
 * @throws DecodeError `ERR_CERTIFICATE` where the structure cannot be read, the key included
 */
export function decodeCertificate(der: Uint8Array): Certificate {
  return guard('ERR_CERTIFICATE', 'certificate', () => readCertificate(der));
}

function readCertificate(der: Uint8Array): Certificate {
  const root = parseAsn1(der);
  const [tbs, outerAlgorithm, signature] = sequence(root, 'certificate');
  const fields = sequence(tbs, 'tbsCertificate');
  const versioned = isContext(fields[0], 0);
  const [serial, innerAlgorithm, issuer, validity, subject, spki, ...optional] = versioned
    ? fields.slice(1)
    : fields;
  const [notBefore, notAfter] = sequence(validity, 'validity');
  const keyBits = bits(sequence(spki, 'subjectPublicKeyInfo')[1], 'subjectPublicKey');
  const publicKey = createPublicKey({ key: Buffer.from(spki!.der), format: 'der', type: 'spki' });
  const extensionsNode = context(optional, 3);
  const extensions = extensionsNode === undefined ? [] : extensionsOf(extensionsNode.kids[0]);
  return {
    der: root.der,
    version: versioned ? Number(integer(fields[0]?.kids[0], 'version')) + 1 : 1,
    serialHex: integerHex(serial, 'serialNumber'),
    issuerDer: issuer!.der,
    subjectDer: subject!.der,
    issuer: nameOf(issuer, 'issuer'),
    subject: nameOf(subject, 'subject'),
    notBefore: time(notBefore, 'notBefore'),
    notAfter: time(notAfter, 'notAfter'),
    publicKey,
    spki: spki!.der,
    keyBits,
    keyHashHex: hex(digest('sha1', keyBits)),
    keyAlgorithm: keyAlgorithmOf(publicKey),
    extensions,
    ...knownExtensions(extensions),
    signatureAlgorithm: algorithmOf(outerAlgorithm).name,
    algorithm: algorithmOf(outerAlgorithm, 'signatureAlgorithm'),
    algorithmInside: algorithmOf(innerAlgorithm, 'signature'),
    tbs: tbs!.der,
    signature: bits(signature, 'signatureValue'),
    strict: strictness(root, extensionsNode, extensions),
  };
}

function keyAlgorithmOf(key: KeyObject): string {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') return `RSA-${details?.modulusLength}`;
  if (key.asymmetricKeyType === 'ec') return `EC-${CURVES[details?.namedCurve ?? ''] ?? details?.namedCurve}`;
  return key.asymmetricKeyType ?? 'unknown';
}

/** DER of the whole, of each extension value, and no `critical FALSE` written out (X.690 11.5). */
function strictness(
  root: Asn1,
  extensionsNode: Asn1 | undefined,
  extensions: readonly Extension[],
): DerCheck {
  const whole = checkDer(root.der);
  if (!whole.ok) return whole;
  for (const [index, member] of (extensionsNode?.kids[0]?.kids ?? []).entries()) {
    const extension = extensions[index]!;
    const offset = member.der.byteOffset - root.der.byteOffset;
    if (is(member.kids[1], TAG.boolean) && !extension.critical) {
      return { ok: false, why: `extension ${extension.oid}: DEFAULT value encoded`, offset };
    }
    const inside = checkDer(extension.value);
    if (!inside.ok) return { ok: false, why: `extension ${extension.oid}: ${inside.why}`, offset };
  }
  return whole;
}

type Known = Pick<
  Certificate,
  | 'keyUsage'
  | 'extKeyUsage'
  | 'policies'
  | 'otherNames'
  | 'directoryNames'
  | 'isCa'
  | 'skiHex'
  | 'akiHex'
  | 'akiSerialHex'
  | 'akiIssuersDer'
  | 'aiaOcsp'
  | 'crlUris'
>;

function knownExtensions(extensions: readonly Extension[]): Known {
  const read = <T>(id: string, otherwise: T, reader: (node: Asn1) => T): T => {
    const found = extensions.find((extension) => extension.oid === id);
    return found === undefined ? otherwise : reader(parseAsn1(found.value));
  };
  const altNames = read(EXTENSION.subjectAltName, [] as Asn1[], (node) => sequence(node, 'subjectAltName'));
  return {
    keyUsage: read(EXTENSION.keyUsage, [], keyUsageOf),
    extKeyUsage: read(EXTENSION.extKeyUsage, [], (node) =>
      sequence(node, 'extKeyUsage').map((kid) => oid(kid)),
    ),
    policies: read(EXTENSION.certificatePolicies, [], (node) =>
      sequence(node, 'certificatePolicies').map((policy) => oid(sequence(policy, 'policy')[0])),
    ),
    otherNames: otherNamesOf(altNames),
    directoryNames: altNames.filter((name) => isContext(name, 4)).map((name) => nameOf(name.kids[0])),
    isCa: read(EXTENSION.basicConstraints, false, (node) => {
      const [flag] = sequence(node, 'basicConstraints');
      return is(flag, TAG.boolean) && flag.body[0] !== 0;
    }),
    ...read<{ skiHex?: string }>(EXTENSION.subjectKeyIdentifier, {}, (node) => ({
      skiHex: hex(octets(node)),
    })),
    ...read<ReturnType<typeof authorityKeyOf>>(
      EXTENSION.authorityKeyIdentifier,
      { akiIssuersDer: [] },
      authorityKeyOf,
    ),
    aiaOcsp: read(EXTENSION.authorityInfoAccess, [], (node) =>
      sequence(node, 'authorityInfoAccess').flatMap((description) => {
        const [method, location] = sequence(description, 'accessDescription');
        return oid(method) === ACCESS_OCSP && isContext(location, 6) ? [ascii(location.body, 'uri')] : [];
      }),
    ),
    crlUris: read(EXTENSION.crlDistributionPoints, [], crlUrisOf),
  };
}

function keyUsageOf(node: Asn1): string[] {
  if (!is(node, TAG.bitString)) throw new Error('keyUsage: not a BIT STRING');
  return namedBits(node).map((bit) => KEY_USAGES[bit] ?? `bit ${bit}`);
}

/** AuthorityKeyIdentifier, RFC 5280, 4.2.1.1. */
export function authorityKeyOf(node: Asn1): {
  akiHex?: string;
  akiSerialHex?: string;
  akiIssuersDer: Uint8Array[];
} {
  const kids = sequence(node, 'authorityKeyIdentifier');
  const key = context(kids, 0);
  const issuer = context(kids, 1);
  const serial = context(kids, 2);
  return {
    ...(key === undefined ? {} : { akiHex: hex(key.body) }),
    ...(serial === undefined
      ? {}
      : { akiSerialHex: integerHex({ ...serial, tagClass: 1, tag: TAG.integer }) }),
    akiIssuersDer: (issuer?.kids ?? []).filter((name) => isContext(name, 4)).map((name) => name.kids[0]!.der),
  };
}

function crlUrisOf(node: Asn1): string[] {
  return sequence(node, 'cRLDistributionPoints').flatMap((point) => {
    const fullName = context(context(sequence(point, 'distributionPoint'), 0)?.kids ?? [], 0);
    return (fullName?.kids ?? []).filter((name) => isContext(name, 6)).map((name) => ascii(name.body, 'uri'));
  });
}

/** Every otherName of a GeneralNames: its OID and, when the value is a UTF8String, its text (RFC 5280, 4.2.1.6). */
export function otherNameEntries(names: readonly Asn1[]): Array<{ oid: string; value: string | undefined }> {
  return names
    .filter((name) => isContext(name, 0))
    .map((name) => {
      const [type, wrapped] = name.kids;
      const value = isContext(wrapped, 0) ? wrapped.kids[0] : undefined;
      return {
        oid: oid(type, 'otherName'),
        value: is(value, TAG.utf8String) ? text(value, 'otherName') : undefined,
      };
    });
}

function otherNamesOf(names: readonly Asn1[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { oid: id, value } of otherNameEntries(names)) if (value !== undefined) found[id] ??= value;
  return found;
}
