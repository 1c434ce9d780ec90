/** How a certificate revocation list is written, for a linter. RFC 5280, 5. */
import {
  type Asn1,
  bits,
  context,
  type Extension,
  expect,
  extensionsOf,
  guard,
  integer,
  integerHex,
  is,
  isContext,
  parseAsn1,
  sequence,
  TAG,
  time,
} from './asn1.ts';
import { authorityKeyOf, EXTENSION } from './certificate.ts';
import { type TimeType, timeTypeOf } from './certificate-form.ts';
import { CRL_EXTENSION } from './crl.ts';
import { checkDer, type DerCheck } from './der-strict.ts';
import { type GeneralNameForm, generalNameOf, type NameForm, nameFormOf } from './name-form.ts';
import { type Algorithm, algorithmOf } from './signature.ts';

export type CrlEntryForm = {
  serialHex: string;
  at: Date;
  timeType: TimeType;
  extensions: Extension[];
  /** Number of the reasonCode extension, where there is one. */
  reasonCode?: number;
};

/** issuingDistributionPoint as written (RFC 5280, 5.2.5). */
export type CrlScopeForm = {
  fullName: GeneralNameForm[];
  onlyUserCerts: boolean;
  onlyCaCerts: boolean;
  /** onlySomeReasons, indirectCRL or onlyContainsAttributeCerts is there. */
  hasMore: boolean;
};

export type CrlForm = {
  /** Version as written; undefined where the field is absent (version 1). */
  versionWritten?: number;
  issuerDer: Uint8Array;
  issuer: NameForm;
  algorithm: Algorithm;
  algorithmInside: Algorithm;
  thisUpdate: Date;
  thisUpdateType: TimeType;
  nextUpdate?: Date;
  nextUpdateType?: TimeType;
  /** Is revokedCertificates there, be it empty? */
  hasEntryList: boolean;
  entries: CrlEntryForm[];
  extensions: Extension[];
  akiHex?: string;
  /** Are there authorityCertIssuer or authorityCertSerialNumber beside the key identifier? */
  akiHasMore: boolean;
  number?: bigint;
  scope?: CrlScopeForm;
  tbs: Uint8Array;
  signature: Uint8Array;
  /** Is it DER, extension values included? */
  strict: DerCheck;
};

/**
 * Reads how a list is written.
 *
 * @throws DecodeError `ERR_CRL`
 */
export function crlForm(der: Uint8Array): CrlForm {
  return guard('ERR_CRL', 'crl form', () => read(der));
}

function read(der: Uint8Array): CrlForm {
  const root = parseAsn1(der);
  const [tbs, outer, signature] = sequence(root, 'certificateList');
  const fields = sequence(tbs, 'tbsCertList');
  const version = is(fields[0], TAG.integer) ? fields[0] : undefined;
  const [inner, issuer, thisUpdate, ...rest] = version === undefined ? fields : fields.slice(1);
  const next =
    rest[0] !== undefined && !is(rest[0], TAG.sequence) && !isContext(rest[0], 0) ? rest[0] : undefined;
  const list = rest.find((field) => is(field, TAG.sequence));
  const wrapped = context(rest, 0);
  const extensions = wrapped === undefined ? [] : extensionsOf(wrapped.kids[0]);
  const extensionValue = (id: string): Asn1 | undefined => {
    const found = extensions.find(({ oid }) => oid === id);
    return found === undefined ? undefined : parseAsn1(found.value);
  };
  const [aki, number, scope] = [
    extensionValue(EXTENSION.authorityKeyIdentifier),
    extensionValue(CRL_EXTENSION.cRLNumber),
    extensionValue(CRL_EXTENSION.issuingDistributionPoint),
  ];
  const key = aki && authorityKeyOf(aki);
  const entries = list === undefined ? [] : list.kids.map(entryOf);
  return {
    ...(version === undefined ? {} : { versionWritten: Number(integer(version)) + 1 }),
    issuerDer: expect(issuer, TAG.sequence, 'issuer').der,
    issuer: nameFormOf(issuer, 'issuer'),
    algorithm: algorithmOf(outer, 'signatureAlgorithm'),
    algorithmInside: algorithmOf(inner, 'signature'),
    thisUpdate: time(thisUpdate, 'thisUpdate'),
    thisUpdateType: timeTypeOf(thisUpdate),
    ...(next === undefined ? {} : { nextUpdate: time(next, 'nextUpdate'), nextUpdateType: timeTypeOf(next) }),
    hasEntryList: list !== undefined,
    entries,
    extensions,
    ...(key?.akiHex === undefined ? {} : { akiHex: key.akiHex }),
    akiHasMore: key !== undefined && (key.akiSerialHex !== undefined || key.akiIssuersDer.length > 0),
    ...(number === undefined ? {} : { number: integer(number, 'cRLNumber') }),
    ...(scope === undefined ? {} : { scope: scopeOf(scope) }),
    tbs: tbs!.der,
    signature: bits(signature, 'signatureValue'),
    strict: strictness(root, [extensions, ...entries.map((entry) => entry.extensions)].flat()),
  };
}

function strictness(root: Asn1, extensions: readonly Extension[]): DerCheck {
  const whole = checkDer(root.der);
  if (!whole.ok) return whole;
  for (const { oid, value } of extensions) {
    const inside = checkDer(value);
    if (!inside.ok) return { ok: false, why: `extension ${oid}: ${inside.why}`, offset: -1 };
  }
  return whole;
}

function entryOf(node: Asn1): CrlEntryForm {
  const [serial, at, wrapped] = sequence(node, 'revokedCertificate');
  const extensions = wrapped === undefined ? [] : extensionsOf(wrapped);
  const reason = extensions.find(({ oid }) => oid === CRL_EXTENSION.reasonCode);
  return {
    serialHex: integerHex(serial, 'userCertificate'),
    at: time(at, 'revocationDate'),
    timeType: timeTypeOf(at),
    extensions,
    ...(reason === undefined ? {} : { reasonCode: Number(integer(parseAsn1(reason.value), 'reasonCode')) }),
  };
}

function scopeOf(node: Asn1): CrlScopeForm {
  const kids = sequence(node, 'issuingDistributionPoint');
  const flag = (tag: number) => (context(kids, tag)?.body[0] ?? 0) !== 0;
  return {
    fullName: (context(context(kids, 0)?.kids ?? [], 0)?.kids ?? []).map(generalNameOf),
    onlyUserCerts: flag(1),
    onlyCaCerts: flag(2),
    hasMore: [3, 4, 5].some((tag) => context(kids, tag) !== undefined),
  };
}
