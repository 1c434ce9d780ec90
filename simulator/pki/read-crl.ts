/** Reads and verifies certificate revocation lists. Source: RFC 5280, 5 and 6.3. */
import { CertificateRevocationList } from 'pkijs';
import { sameBytes } from './der.ts';
import type { CrlReason } from './extensions.ts';
import { OID } from './oids.ts';
import {
  bitsOf,
  booleanOf,
  bytesOf,
  childOf,
  decoding,
  expect,
  Fields,
  integerOf,
  type Node,
  onlyChildOf,
  parseDer,
  sequenceOf,
  signatureAlgorithmOf,
  TAG,
  timeOf,
} from './read-asn1.ts';
import { type Certificate, pointsAt } from './read-certificate.ts';
import {
  authorityKeyOf,
  extensionValue,
  fullNamesOf,
  type ReadAuthorityKey,
  type ReadExtensions,
  readExtensions,
} from './read-extensions.ts';
import { textOfName } from './read-name.ts';
import { crlReasonOf } from './read-ocsp.ts';
import { verifySignature } from './read-signature.ts';

/** One revoked certificate. */
export type ReadCrlEntry = {
  readonly serial: bigint;
  readonly revocationDate: Date;
  readonly reason: CrlReason | undefined;
};

/** What issuingDistributionPoint says. `fullName` are encoded GeneralNames. */
export type ReadCrlScope = {
  readonly fullName: readonly Uint8Array[];
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
};

/** A CRL taken apart; entries by serial number. */
export type Crl = {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: Uint8Array;
  readonly issuerText: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly entries: ReadonlyMap<bigint, ReadCrlEntry>;
  readonly extensions: ReadExtensions;
  readonly crlNumber: bigint | undefined;
  readonly aki: ReadAuthorityKey | undefined;
  readonly scope: ReadCrlScope | undefined;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
};

/** Why a CRL was not relied on. */
export type CrlRefusal =
  | 'critical-extension'
  | 'issuer'
  | 'issuer-may-not-sign-crls'
  | 'signature'
  | 'from-the-future'
  | 'stale';

export type CrlVerdict = { readonly ok: true } | { readonly ok: false; readonly why: CrlRefusal };

const schema = CertificateRevocationList.schema();

function entryOf(node: Node): ReadCrlEntry {
  const fields = new Fields(sequenceOf(node));
  const serial = integerOf(fields.next(TAG.integer));
  const revocationDate = timeOf(fields.next());
  const extensions = readExtensions(fields.optional(TAG.sequence));
  fields.end();
  // 5.3: an entry with a critical extension that we do not know (an indirect CRL has one) must not be used.
  for (const [id, { critical }] of extensions) {
    expect(!critical || id === OID.reasonCode, `the critical entry extension ${id} is not known`);
  }
  return { serial, revocationDate, reason: extensionValue(extensions, OID.reasonCode, crlReasonOf) };
}

function entriesOf(node: Node | undefined): Map<bigint, ReadCrlEntry> {
  const entries = new Map<bigint, ReadCrlEntry>();
  for (const entry of (node === undefined ? [] : sequenceOf(node)).map(entryOf)) {
    expect(!entries.has(entry.serial), `serial ${entry.serial} comes twice`);
    entries.set(entry.serial, entry);
  }
  return entries;
}

/** 5.2.5. Lists for some reasons only, indirect lists and lists of attribute certificates are not read here. */
function scopeOf(node: Node): ReadCrlScope {
  const fields = new Fields(sequenceOf(node));
  const point = fields.optional(0xa0);
  const users = fields.optional(0x81);
  const cas = fields.optional(0x82);
  fields.end();
  return {
    fullName: fullNamesOf(point),
    onlyContainsUserCerts: users !== undefined && booleanOf(users),
    onlyContainsCACerts: cas !== undefined && booleanOf(cas),
  };
}

function take(der: Uint8Array): Crl {
  const whole = parseDer(der, schema);
  const [tbs, algorithm, signature] = [childOf(whole, 0), childOf(whole, 1), childOf(whole, 2)];
  const fields = new Fields(sequenceOf(tbs));
  const version = fields.optional(TAG.integer);
  expect(version === undefined || integerOf(version) === 1n, 'neither version 1 nor 2');
  // 5.1.1.2: the algorithm stands twice, and both times the same.
  expect(sameBytes(bytesOf(fields.next()), bytesOf(algorithm)), 'two different signature algorithms');
  const issuer = fields.next(TAG.sequence);
  const thisUpdate = timeOf(fields.next());
  const nextUpdate = fields.optional(TAG.utcTime, TAG.generalizedTime);
  const entries = entriesOf(fields.optional(TAG.sequence));
  const inTag = fields.optional(0xa0);
  fields.end();
  expect(inTag === undefined || version !== undefined, 'extensions outside version 2'); // 5.1.2.1
  const extensions = readExtensions(inTag && onlyChildOf(inTag));
  return {
    der: bytesOf(whole),
    tbs: bytesOf(tbs),
    issuer: bytesOf(issuer),
    issuerText: textOfName(issuer),
    thisUpdate,
    nextUpdate: nextUpdate && timeOf(nextUpdate),
    entries,
    extensions,
    crlNumber: extensionValue(extensions, OID.cRLNumber, integerOf),
    aki: authorityKeyOf(extensions),
    scope: extensionValue(extensions, OID.issuingDistributionPoint, scopeOf),
    signatureAlgorithm: signatureAlgorithmOf(algorithm),
    signature: bitsOf(signature),
  };
}

/** Reads a CRL. DecodeError ERR_CRL for anything else, delta and indirect lists included as far as they are critical. */
export const readCrl = (der: Uint8Array): Crl => decoding('ERR_CRL', 'crl', () => take(der));

// 6.3.3 (f): if the issuer has a key usage, it must allow this.
const maySignCrls = (issuer: Certificate): boolean =>
  !issuer.extensions.has(OID.keyUsage) || issuer.keyUsage.has('cRLSign');

function refusalOfTime(crl: Crl, now: Date, skewMs: number): CrlRefusal | undefined {
  if (crl.thisUpdate.getTime() - skewMs > now.getTime()) return 'from-the-future';
  // 5.1.2.5: a list that does not say when the next one comes might be of any age.
  return crl.nextUpdate === undefined || crl.nextUpdate.getTime() + skewMs < now.getTime()
    ? 'stale'
    : undefined;
}

/** How far the clocks of issuer and client may be apart. */
export const crlSkewMsDefault = 5 * 60_000;

/**
 * Decides whether a CRL may be relied on: critical extensions known, issuer by name, key identifier and key usage,
 * signature, time. Whether its `scope` covers a certificate is left to the caller.
 */
export function verifyCrl(question: {
  readonly crl: Crl;
  readonly issuerCert: Certificate;
  readonly now: Date;
  readonly skewMs?: number;
}): CrlVerdict {
  const { crl, issuerCert, now, skewMs = crlSkewMsDefault } = question;
  const no = (why: CrlRefusal): CrlVerdict => ({ ok: false, why });
  // 5.2: an unknown critical extension forbids the use of the list; a delta list has one.
  const unknown = [...crl.extensions].some(
    ([id, { critical }]) => critical && id !== OID.issuingDistributionPoint,
  );
  if (unknown) return no('critical-extension');
  if (!sameBytes(crl.issuer, issuerCert.subject) || !pointsAt(crl.aki, issuerCert)) return no('issuer');
  if (!maySignCrls(issuerCert)) return no('issuer-may-not-sign-crls');
  const holds = verifySignature({
    algorithm: crl.signatureAlgorithm,
    spki: issuerCert.spki,
    bytes: crl.tbs,
    signature: crl.signature,
  });
  if (!holds) return no('signature');
  const refusal = refusalOfTime(crl, now, skewMs);
  return refusal === undefined ? { ok: true } : no(refusal);
}
