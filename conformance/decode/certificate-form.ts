/** How a certificate is written, for a linter: what {@link decodeCertificate} passes over because no verifier needs it. */
import {
  type Asn1,
  ascii,
  context,
  type Extension,
  guard,
  hex,
  integer,
  is,
  isContext,
  oid,
  parseAsn1,
  sequence,
  TAG,
} from './asn1.ts';
import { type Certificate, EXTENSION } from './certificate.ts';
import {
  type GeneralNameForm,
  generalNameOf,
  generalNamesOf,
  type NameForm,
  nameFormOf,
  stringTypeOf,
} from './name-form.ts';

/** A policy and its qualifiers; `text` is there when the qualifier is a string. */
export type PolicyForm = {
  oid: string;
  qualifiers: Array<{ oid: string; valueType: string; text?: string }>;
};

/** One distribution point of cRLDistributionPoints (RFC 5280, 4.2.1.13). */
export type CrlPointForm = { fullName: GeneralNameForm[]; hasReasons: boolean; hasCrlIssuer: boolean };

export type TimeType = 'UTCTime' | 'GeneralizedTime';

export type CertificateForm = {
  issuer: NameForm;
  subject: NameForm;
  notBeforeType: TimeType;
  notAfterType: TimeType;
  /** issuerUniqueID or subjectUniqueID (RFC 5280, 4.1.2.8). */
  hasUniqueIds: boolean;
  /** Parameters of the algorithm of the public key, hex; undefined where they are absent. */
  keyParametersHex?: string;
  subjectAltName?: GeneralNameForm[];
  issuerAltName?: GeneralNameForm[];
  policies?: PolicyForm[];
  crlPoints?: CrlPointForm[];
  /** authorityInfoAccess. */
  access?: Array<{ method: string; location: GeneralNameForm }>;
  basicConstraints?: { isCa: boolean; pathLength?: bigint };
};

const CPS_QUALIFIER = '1.3.6.1.5.5.7.2.1';

/**
 * Reads how a certificate is written.
 *
 * @throws DecodeError `ERR_CERTIFICATE`
 */
export function certificateForm({
  tbs,
  extensions,
}: Pick<Certificate, 'tbs' | 'extensions'>): CertificateForm {
  return guard('ERR_CERTIFICATE', 'certificate form', () => {
    const fields = sequence(parseAsn1(tbs), 'tbsCertificate');
    const [, , issuer, validity, subject, spki, ...optional] = isContext(fields[0], 0)
      ? fields.slice(1)
      : fields;
    const [notBefore, notAfter] = sequence(validity, 'validity');
    const [keyAlgorithm] = sequence(spki, 'subjectPublicKeyInfo');
    const parameters = sequence(keyAlgorithm, 'algorithm')[1];
    return {
      issuer: nameFormOf(issuer, 'issuer'),
      subject: nameFormOf(subject, 'subject'),
      notBeforeType: timeTypeOf(notBefore),
      notAfterType: timeTypeOf(notAfter),
      hasUniqueIds: context(optional, 1) !== undefined || context(optional, 2) !== undefined,
      ...(parameters === undefined ? {} : { keyParametersHex: hex(parameters.der) }),
      ...extensionForms(extensions),
    };
  });
}

export const timeTypeOf = (node: Asn1 | undefined): TimeType =>
  node?.tag === 23 ? 'UTCTime' : 'GeneralizedTime';

type Extended = Pick<
  CertificateForm,
  'subjectAltName' | 'issuerAltName' | 'policies' | 'crlPoints' | 'access' | 'basicConstraints'
>;

function extensionForms(extensions: readonly Extension[]): Extended {
  const read = <K extends keyof Extended>(
    key: K,
    id: string,
    reader: (value: Uint8Array) => NonNullable<Extended[K]>,
  ): Extended => {
    const found = extensions.find((extension) => extension.oid === id);
    return found === undefined ? {} : { [key]: reader(found.value) };
  };
  return {
    ...read('subjectAltName', EXTENSION.subjectAltName, (value) => generalNamesOf(value, 'subjectAltName')),
    ...read('issuerAltName', EXTENSION.issuerAltName, (value) => generalNamesOf(value, 'issuerAltName')),
    ...read('policies', EXTENSION.certificatePolicies, policiesOf),
    ...read('crlPoints', EXTENSION.crlDistributionPoints, crlPointsOf),
    ...read('access', EXTENSION.authorityInfoAccess, accessOf),
    ...read('basicConstraints', EXTENSION.basicConstraints, basicConstraintsOf),
  };
}

function policiesOf(value: Uint8Array): PolicyForm[] {
  return sequence(parseAsn1(value), 'certificatePolicies').map((policy) => {
    const [id, qualifiers] = sequence(policy, 'policy');
    return {
      oid: oid(id, 'policy'),
      qualifiers: (qualifiers === undefined ? [] : sequence(qualifiers, 'qualifiers')).map((qualifier) => {
        const [type, text] = sequence(qualifier, 'qualifier');
        const isUri = oid(type) === CPS_QUALIFIER && stringTypeOf(text) === 'IA5String';
        return {
          oid: oid(type),
          valueType: stringTypeOf(text),
          ...(isUri ? { text: ascii(text!.body, 'qualifier') } : {}),
        };
      }),
    };
  });
}

function crlPointsOf(value: Uint8Array): CrlPointForm[] {
  return sequence(parseAsn1(value), 'cRLDistributionPoints').map((point) => {
    const kids = sequence(point, 'distributionPoint');
    const fullName = context(context(kids, 0)?.kids ?? [], 0);
    return {
      fullName: (fullName?.kids ?? []).map(generalNameOf),
      hasReasons: context(kids, 1) !== undefined,
      hasCrlIssuer: context(kids, 2) !== undefined,
    };
  });
}

function accessOf(value: Uint8Array): NonNullable<CertificateForm['access']> {
  return sequence(parseAsn1(value), 'authorityInfoAccess').map((description) => {
    const [method, location] = sequence(description, 'accessDescription');
    if (location === undefined) throw new Error('accessDescription: no location');
    return { method: oid(method), location: generalNameOf(location) };
  });
}

function basicConstraintsOf(value: Uint8Array): NonNullable<CertificateForm['basicConstraints']> {
  const kids = sequence(parseAsn1(value), 'basicConstraints');
  const flag = is(kids[0], TAG.boolean) ? kids[0] : undefined;
  const length = kids.find((kid) => is(kid, TAG.integer));
  return {
    isCa: flag !== undefined && flag.body[0] !== 0,
    ...(length === undefined ? {} : { pathLength: integer(length, 'pathLenConstraint') }),
  };
}
