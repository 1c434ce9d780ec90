/**
 * A signed structure taken apart into the DER of its fields, so that one of them can be exchanged and the whole be signed
 * again. What is broken is thereby the one field and nothing else.
 */
import {
  type Asn1,
  context,
  is,
  isContext,
  parseAsn1,
  sequence,
  TAG,
} from '../../conformance/decode/asn1.ts';
import {
  bitString,
  type Der,
  type Extension,
  explicit,
  octetString,
  oid,
  raw,
  type Signer,
  seq,
} from '../../simulator/pki/index.ts';

/** An extension; `criticalDer` is the BOOLEAN as written, absent where it is. */
export type ExtensionPart = { readonly oid: string; readonly criticalDer?: Der; readonly value: Uint8Array };

export type CertificateParts = {
  /** `[0] EXPLICIT INTEGER`; undefined for version 1. */
  readonly version: Der | undefined;
  readonly serial: Der;
  readonly algorithm: Der;
  readonly issuer: Der;
  readonly notBefore: Der;
  readonly notAfter: Der;
  readonly subject: Der;
  readonly spki: Der;
  /** issuerUniqueID and subjectUniqueID. */
  readonly uniqueIds: readonly Der[];
  readonly extensions: readonly ExtensionPart[];
  /** Beside the signature. */
  readonly outerAlgorithm: Der;
};

export type CrlParts = {
  readonly version: Der | undefined;
  readonly algorithm: Der;
  readonly issuer: Der;
  readonly thisUpdate: Der;
  readonly nextUpdate: Der | undefined;
  /** Entries; undefined where the list of them is absent. */
  readonly entries: readonly Der[] | undefined;
  readonly extensions: readonly ExtensionPart[];
  readonly outerAlgorithm: Der;
};

const TRUE = Uint8Array.of(0x01, 0x01, 0xff);

/** An extension of simulator/pki as a part. */
export const partOf = ({ oid: id, critical, value }: Extension): ExtensionPart => ({
  oid: id,
  ...(critical && { criticalDer: TRUE }),
  value,
});

function extensionPart(node: Asn1): ExtensionPart {
  const kids = sequence(node, 'extension');
  const critical = is(kids[1], TAG.boolean) ? kids[1] : undefined;
  const parsed = kids.at(-1)!;
  return {
    oid: dotted(kids[0]!),
    ...(critical && { criticalDer: critical.der }),
    value: parsed.body,
  };
}

function dotted({ body }: Asn1): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of body) {
    arc = arc * 128n + BigInt(octet & 0x7f);
    if (octet < 0x80) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [first = 0n, ...rest] = arcs;
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}

const encodeExtension = ({ oid: id, criticalDer, value }: ExtensionPart): Der =>
  seq(oid(id), raw(criticalDer), octetString(value));

const encodeExtensions = (tag: number, extensions: readonly ExtensionPart[]): Der | undefined =>
  extensions.length === 0 ? undefined : explicit(tag, seq(...extensions.map(encodeExtension)));

export function openCertificate(der: Der): CertificateParts {
  const [tbs, outer] = sequence(parseAsn1(der), 'certificate');
  const fields = sequence(tbs, 'tbsCertificate');
  const version = isContext(fields[0], 0) ? fields[0].der : undefined;
  const [serial, algorithm, issuer, validity, subject, spki, ...rest] = version ? fields.slice(1) : fields;
  const [notBefore, notAfter] = sequence(validity, 'validity');
  return {
    version,
    serial: serial!.der,
    algorithm: algorithm!.der,
    issuer: issuer!.der,
    notBefore: notBefore!.der,
    notAfter: notAfter!.der,
    subject: subject!.der,
    spki: spki!.der,
    uniqueIds: [],
    extensions: (context(rest, 3)?.kids[0]?.kids ?? []).map(extensionPart),
    outerAlgorithm: outer!.der,
  };
}

/** Puts a certificate together and signs it. */
export function closeCertificate(parts: CertificateParts, signer: Pick<Signer, 'sign'>): Der {
  const tbs = seq(
    raw(parts.version),
    parts.serial,
    parts.algorithm,
    parts.issuer,
    seq(parts.notBefore, parts.notAfter),
    parts.subject,
    parts.spki,
    raw(...parts.uniqueIds, encodeExtensions(3, parts.extensions)),
  );
  return seq(tbs, parts.outerAlgorithm, bitString(signer.sign(tbs)));
}

export function openCrl(der: Der): CrlParts {
  const [tbs, outer] = sequence(parseAsn1(der), 'certificateList');
  const fields = sequence(tbs, 'tbsCertList');
  const version = is(fields[0], TAG.integer) ? fields[0].der : undefined;
  const [algorithm, issuer, thisUpdate, ...rest] = version ? fields.slice(1) : fields;
  const isTime = rest[0]?.tagClass === 1 && (rest[0].tag === 23 || rest[0].tag === 24);
  return {
    version,
    algorithm: algorithm!.der,
    issuer: issuer!.der,
    thisUpdate: thisUpdate!.der,
    nextUpdate: isTime ? rest[0]!.der : undefined,
    entries: rest.find((field) => is(field, TAG.sequence))?.kids.map((kid) => kid.der),
    extensions: (context(rest, 0)?.kids[0]?.kids ?? []).map(extensionPart),
    outerAlgorithm: outer!.der,
  };
}

export function closeCrl(parts: CrlParts, signer: Pick<Signer, 'sign'>): Der {
  const tbs = seq(
    raw(parts.version),
    parts.algorithm,
    parts.issuer,
    parts.thisUpdate,
    raw(parts.nextUpdate, parts.entries && seq(...parts.entries), encodeExtensions(0, parts.extensions)),
  );
  return seq(tbs, parts.outerAlgorithm, bitString(signer.sign(tbs)));
}

type Extended = { readonly extensions: readonly ExtensionPart[] };

/** The same with another value of one extension, in its place; one that is not there yet comes last. */
export function withExtension<P extends Extended>(parts: P, extension: Extension | ExtensionPart): P {
  const part = 'critical' in extension ? partOf(extension) : extension;
  const at = parts.extensions.findIndex((one) => one.oid === part.oid);
  const extensions = at < 0 ? [...parts.extensions, part] : parts.extensions.with(at, part);
  return { ...parts, extensions };
}

export const withoutExtension = <P extends Extended>(parts: P, id: string): P => ({
  ...parts,
  extensions: parts.extensions.filter((one) => one.oid !== id),
});

/** The same extension, critical or not. */
export function withCritical<P extends Extended>(parts: P, id: string, critical: boolean): P {
  const { value } = parts.extensions.find((one) => one.oid === id)!;
  return withExtension(parts, { oid: id, critical, value });
}
