/** The same fields as pkijs and asn1js see them: code of other people, of which conformance/decode uses nothing. */
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  ABSENT,
  type AlgorithmFields,
  type AnswerFields,
  type Attribute,
  type CertificateFields,
  type ExtensionFields,
  type GeneralNameFields,
  hex,
  iso,
  type ListFields,
  NO_REASON,
} from './fields.ts';

/** pkijs wants memory of its own. */
const own = (der: Uint8Array): ArrayBuffer => new Uint8Array(der).buffer;
const derOf = (value: { toBER(sizeOnly?: boolean): ArrayBuffer }): string => hex(value.toBER(false));

/** Upper-case hexadecimal of the magnitude, whole octets, without a leading zero octet. */
function integerHex(value: asn1js.Integer): string {
  const digits = value.toBigInt().toString(16).toUpperCase().replace('-', '');
  return `${value.toBigInt() < 0n ? '-' : ''}${digits.length % 2 === 1 ? '0' : ''}${digits}`;
}

const STRINGS = [
  asn1js.Utf8String,
  asn1js.NumericString,
  asn1js.PrintableString,
  asn1js.TeletexString,
  asn1js.IA5String,
  asn1js.VisibleString,
  asn1js.BmpString,
] as const;

const typeOf = (value: asn1js.BaseBlock): string => {
  const found = STRINGS.find((type) => value instanceof type);
  return found ? found.NAME : `tag ${value.idBlock.tagNumber}`;
};

const textOf = (value: asn1js.BaseBlock): string =>
  value instanceof asn1js.BaseStringBlock ? value.getValue() : ABSENT;

const attributes = (name: pkijs.RelativeDistinguishedNames): readonly Attribute[] =>
  name.typesAndValues.map(({ type, value }) => ({ oid: type, type: typeOf(value), value: textOf(value) }));

function generalName({ type, value }: pkijs.GeneralName): GeneralNameFields {
  if (type === 0) {
    const [id, wrapped] = (value as asn1js.Constructed).valueBlock.value as [
      asn1js.ObjectIdentifier,
      asn1js.Constructed,
    ];
    const inside = wrapped.valueBlock.value[0]!;
    return { kind: `otherName ${typeOf(inside)}`, oid: id.getValue(), value: textOf(inside) };
  }
  if (type === 4)
    return { kind: 'directoryName', value: attributes(value as pkijs.RelativeDistinguishedNames) };
  if (type === 6) return { kind: 'uri', value: value as string };
  return { kind: `[${type}]`, value: ABSENT };
}

const algorithm = ({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier): AlgorithmFields => ({
  oid: algorithmId,
  parameters: algorithmParams && !(algorithmParams instanceof asn1js.Any) ? derOf(algorithmParams) : ABSENT,
});

type Extensions = readonly pkijs.Extension[];

const extensions = (list: Extensions): readonly ExtensionFields[] =>
  list.map(({ extnID, critical }) => ({ oid: extnID, critical }));

/** What pkijs made of the extension; undefined where there is none. */
function parsed<T>(list: Extensions, oid: string): T | undefined {
  const found = list.find(({ extnID }) => extnID === oid);
  if (found && found.parsedValue === undefined) throw new Error(`pkijs does not read ${oid}`);
  return found?.parsedValue as T | undefined;
}

const USAGES = [
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

function usages(bits: asn1js.BitString | undefined): string[] {
  if (!bits) return [];
  const octets = bits.valueBlock.valueHexView;
  return USAGES.filter((_usage, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

const names = (value: pkijs.AltName | undefined): readonly GeneralNameFields[] =>
  (value?.altNames ?? []).map(generalName);

/** A point's fullName; nameRelativeToCRLIssuer is used by nobody here. */
function fullName(point: pkijs.DistributionPointName | undefined): readonly GeneralNameFields[] {
  if (point === undefined) return [];
  if (!Array.isArray(point)) throw new Error('nameRelativeToCRLIssuer');
  return point.map(generalName);
}

const CPS_QUALIFIER = '1.3.6.1.5.5.7.2.1';

export function certificateByPkijs(der: Uint8Array): CertificateFields {
  const read = pkijs.Certificate.fromBER(own(der));
  const list = read.extensions ?? [];
  const policies = parsed<pkijs.CertificatePolicies>(list, '2.5.29.32')?.certificatePolicies ?? [];
  const authority = parsed<pkijs.AuthorityKeyIdentifier>(list, '2.5.29.35');
  return {
    version: read.version + 1,
    serial: integerHex(read.serialNumber),
    inner: algorithm(read.signature),
    outer: algorithm(read.signatureAlgorithm),
    issuer: attributes(read.issuer),
    notBefore: iso(read.notBefore.value),
    notAfter: iso(read.notAfter.value),
    subject: attributes(read.subject),
    spki: derOf(read.subjectPublicKeyInfo.toSchema()),
    key: hex(read.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
    extensions: extensions(list),
    keyUsage: usages(parsed<asn1js.BitString>(list, '2.5.29.15')),
    purposes: parsed<pkijs.ExtKeyUsage>(list, '2.5.29.37')?.keyPurposes ?? [],
    policies: policies.map(({ policyIdentifier, policyQualifiers }) => ({
      oid: policyIdentifier,
      qualifiers: (policyQualifiers ?? []).map(({ policyQualifierId, qualifier }) => ({
        oid: policyQualifierId,
        value: policyQualifierId === CPS_QUALIFIER ? textOf(qualifier) : ABSENT,
      })),
    })),
    subjectAltName: names(parsed(list, '2.5.29.17')),
    issuerAltName: names(parsed(list, '2.5.29.18')),
    isCa: parsed<pkijs.BasicConstraints>(list, '2.5.29.19')?.cA ?? false,
    keyId: hex(parsed<asn1js.OctetString>(list, '2.5.29.14')?.valueBlock.valueHexView),
    authorityKeyId: hex(authority?.keyIdentifier?.valueBlock.valueHexView),
    authoritySerial: authority?.authorityCertSerialNumber
      ? integerHex(authority.authorityCertSerialNumber)
      : ABSENT,
    authorityIssuer: (authority?.authorityCertIssuer ?? []).map(({ value }) =>
      hex((value as pkijs.RelativeDistinguishedNames).valueBeforeDecode),
    ),
    access: (parsed<pkijs.InfoAccess>(list, '1.3.6.1.5.5.7.1.1')?.accessDescriptions ?? []).map(
      ({ accessMethod, accessLocation }) => ({ method: accessMethod, location: generalName(accessLocation) }),
    ),
    points: (parsed<pkijs.CRLDistributionPoints>(list, '2.5.29.31')?.distributionPoints ?? []).map((point) =>
      fullName(point.distributionPoint),
    ),
    signature: hex(read.signatureValue.valueBlock.valueHexView),
    signed: hex(read.tbsView),
  };
}

const enumerated = (value: asn1js.Enumerated | undefined): number => value?.valueBlock.valueDec ?? NO_REASON;

export function listByPkijs(der: Uint8Array): ListFields {
  const read = pkijs.CertificateRevocationList.fromBER(own(der));
  const list = read.crlExtensions?.extensions ?? [];
  const number = parsed<asn1js.Integer>(list, '2.5.29.20');
  const scope = parsed<pkijs.IssuingDistributionPoint>(list, '2.5.29.28');
  const authority = parsed<pkijs.AuthorityKeyIdentifier>(list, '2.5.29.35');
  return {
    version: read.version + 1,
    inner: algorithm(read.signature),
    outer: algorithm(read.signatureAlgorithm),
    issuer: attributes(read.issuer),
    thisUpdate: iso(read.thisUpdate.value),
    nextUpdate: iso(read.nextUpdate?.value),
    entries: (read.revokedCertificates ?? []).map((entry) => {
      const inside = entry.crlEntryExtensions?.extensions ?? [];
      return {
        serial: integerHex(entry.userCertificate),
        at: iso(entry.revocationDate.value),
        extensions: extensions(inside),
        reason: enumerated(parsed<asn1js.Enumerated>(inside, '2.5.29.21')),
      };
    }),
    extensions: extensions(list),
    number: number?.toBigInt().toString() ?? ABSENT,
    authorityKeyId: hex(authority?.keyIdentifier?.valueBlock.valueHexView),
    point: fullName(scope?.distributionPoint),
    onlyUsers: scope?.onlyContainsUserCerts ?? false,
    onlyCas: scope?.onlyContainsCACerts ?? false,
    signature: hex(read.signatureValue.valueBlock.valueHexView),
    signed: hex(read.tbsView),
  };
}

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};

/** CertStatus of RFC 6960, 4.2.1, which pkijs leaves as it is. */
function statusOf(value: asn1js.BaseBlock): { status: string; revokedAt: string; reason: number } {
  const status = ['good', 'revoked', 'unknown'][value.idBlock.tagNumber] ?? ABSENT;
  if (status !== 'revoked') return { status, revokedAt: ABSENT, reason: NO_REASON };
  const [at, wrapped] = (value as asn1js.Constructed).valueBlock.value;
  const reason = (wrapped as asn1js.Constructed | undefined)?.valueBlock.value[0];
  return {
    status,
    revokedAt: iso((at as asn1js.GeneralizedTime).toDate()),
    reason: enumerated(reason as asn1js.Enumerated | undefined),
  };
}

/** What an extension holds that pkijs knows by number alone. */
function inside(list: Extensions, oid: string): asn1js.BaseBlock | undefined {
  const found = list.find(({ extnID }) => extnID === oid);
  return found && asn1js.fromBER(own(found.extnValue.valueBlock.valueHexView)).result;
}

export function answerByPkijs(der: Uint8Array): AnswerFields {
  const outer = pkijs.OCSPResponse.fromBER(own(der));
  const bytes = outer.responseBytes!;
  const read = pkijs.BasicOCSPResponse.fromBER(own(bytes.response.valueBlock.valueHexView));
  const data = read.tbsResponseData;
  const list = data.responseExtensions ?? [];
  const nonce = inside(list, '1.3.6.1.5.5.7.48.1.2') as asn1js.OctetString | undefined;
  return {
    status: outer.responseStatus.valueBlock.valueDec,
    type: bytes.responseType,
    responder:
      data.responderID instanceof pkijs.RelativeDistinguishedNames
        ? hex(data.responderID.valueBeforeDecode)
        : hex((data.responderID as asn1js.OctetString).valueBlock.valueHexView),
    producedAt: iso(data.producedAt),
    singles: data.responses.map((single) => {
      const extra = single.singleExtensions ?? [];
      const cutoff = inside(extra, '1.3.6.1.5.5.7.48.1.6') as asn1js.GeneralizedTime | undefined;
      const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = single.certID;
      return {
        hash: HASHES[hashAlgorithm.algorithmId] ?? hashAlgorithm.algorithmId,
        nameHash: hex(issuerNameHash.valueBlock.valueHexView),
        keyHash: hex(issuerKeyHash.valueBlock.valueHexView),
        serial: integerHex(serialNumber),
        ...statusOf(single.certStatus as asn1js.BaseBlock),
        thisUpdate: iso(single.thisUpdate),
        nextUpdate: iso(single.nextUpdate),
        extensions: extensions(extra),
        archiveCutoff: iso(cutoff?.toDate()),
      };
    }),
    extensions: extensions(list),
    nonce: hex(nonce?.valueBlock.valueHexView),
    algorithm: algorithm(read.signatureAlgorithm),
    signature: hex(read.signature.valueBlock.valueHexView),
    signed: hex(data.tbsView),
    certificates: (read.certs ?? []).map((certificate) => derOf(certificate.toSchema(false))),
  };
}
