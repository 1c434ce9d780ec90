/** The fields as the strict readers of conformance/decode see them. */
import {
  type CertificateForm,
  certificateForm,
  crlForm,
  decodeCertificate,
  decodeOcspResponse,
  type Extension,
  type GeneralNameForm,
  type NameForm,
  ocspForm,
} from '../../../conformance/decode/index.ts';
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

const attributes = (name: NameForm): readonly Attribute[] =>
  name.flat().map(({ oid, stringType, value }) => ({ oid, type: stringType, value }));

function generalName(name: GeneralNameForm): GeneralNameFields {
  switch (name.kind) {
    case 'otherName':
      return { kind: `otherName ${name.valueType}`, oid: name.oid, value: name.value ?? ABSENT };
    case 'directoryName':
      return { kind: name.kind, value: attributes(name.name) };
    case 'uri':
      return { kind: name.kind, value: name.value };
    case 'other':
      return { kind: `[${name.tag}]`, value: ABSENT };
  }
}

const generalNames = (names: readonly GeneralNameForm[] | undefined) => (names ?? []).map(generalName);

const algorithm = (read: { oid: string; parametersHex: string | undefined }): AlgorithmFields => ({
  oid: read.oid,
  parameters: read.parametersHex ?? ABSENT,
});

const extensions = (list: readonly Extension[]): readonly ExtensionFields[] =>
  list.map(({ oid, critical }) => ({ oid, critical }));

const policies = (form: CertificateForm) =>
  (form.policies ?? []).map(({ oid, qualifiers }) => ({
    oid,
    qualifiers: qualifiers.map((qualifier) => ({ oid: qualifier.oid, value: qualifier.text ?? ABSENT })),
  }));

export function certificateByDecode(der: Uint8Array): CertificateFields {
  const read = decodeCertificate(der);
  const form = certificateForm(read);
  return {
    version: read.version,
    serial: read.serialHex,
    inner: algorithm(read.algorithmInside),
    outer: algorithm(read.algorithm),
    issuer: attributes(form.issuer),
    notBefore: iso(read.notBefore),
    notAfter: iso(read.notAfter),
    subject: attributes(form.subject),
    spki: hex(read.spki),
    key: hex(read.keyBits),
    extensions: extensions(read.extensions),
    keyUsage: read.keyUsage,
    purposes: read.extKeyUsage,
    policies: policies(form),
    subjectAltName: generalNames(form.subjectAltName),
    issuerAltName: generalNames(form.issuerAltName),
    isCa: read.isCa,
    keyId: read.skiHex ?? ABSENT,
    authorityKeyId: read.akiHex ?? ABSENT,
    authoritySerial: read.akiSerialHex ?? ABSENT,
    authorityIssuer: read.akiIssuersDer.map(hex),
    access: (form.access ?? []).map(({ method, location }) => ({ method, location: generalName(location) })),
    points: (form.crlPoints ?? []).map(({ fullName }) => generalNames(fullName)),
    signature: hex(read.signature),
    signed: hex(read.tbs),
  };
}

export function listByDecode(der: Uint8Array): ListFields {
  const form = crlForm(der);
  return {
    version: form.versionWritten ?? 1,
    inner: algorithm(form.algorithmInside),
    outer: algorithm(form.algorithm),
    issuer: attributes(form.issuer),
    thisUpdate: iso(form.thisUpdate),
    nextUpdate: iso(form.nextUpdate),
    entries: form.entries.map((entry) => ({
      serial: entry.serialHex,
      at: iso(entry.at),
      extensions: extensions(entry.extensions),
      reason: entry.reasonCode ?? NO_REASON,
    })),
    extensions: extensions(form.extensions),
    number: form.number?.toString() ?? ABSENT,
    authorityKeyId: form.akiHex ?? ABSENT,
    point: generalNames(form.scope?.fullName),
    onlyUsers: form.scope?.onlyUserCerts ?? false,
    onlyCas: form.scope?.onlyCaCerts ?? false,
    signature: hex(form.signature),
    signed: hex(form.tbs),
  };
}

export function answerByDecode(der: Uint8Array): AnswerFields {
  const { statusCode, responseType, basic } = ocspForm(der);
  if (!basic) throw new Error('no basic response');
  const { responder } = basic;
  const { responses, nonceHex } = decodeOcspResponse(der);
  return {
    status: statusCode,
    type: responseType ?? ABSENT,
    responder: responder.by === 'key' ? responder.keyHashHex : hex(responder.nameDer),
    producedAt: iso(basic.producedAt),
    singles: basic.singles.map((single, at) => ({
      hash: single.certId.hashAlgorithm,
      nameHash: single.certId.issuerNameHashHex,
      keyHash: single.certId.issuerKeyHashHex,
      serial: single.certId.serialHex,
      status: single.status,
      revokedAt: iso(single.revokedAt),
      reason: single.reasonCode ?? NO_REASON,
      thisUpdate: iso(single.thisUpdate),
      nextUpdate: iso(single.nextUpdate),
      extensions: extensions(single.extensions),
      archiveCutoff: iso(responses[at]!.archiveCutoff),
    })),
    extensions: extensions(basic.extensions),
    nonce: nonceHex ?? ABSENT,
    algorithm: algorithm(basic.algorithm),
    signature: hex(basic.signature),
    signed: hex(basic.tbs),
    certificates: basic.certs.map(hex),
  };
}
