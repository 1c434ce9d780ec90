/**
 * The kinds of certificates. Described in docs/ca.md; the real profile is not public.
 *
 * 基本型: the person, as proved: name, by policy address and birth date. 属性型: an identifier for one app, and nothing that an
 * accreditation would cover (施行規則6条8号), which it says itself. By policy the key of the basic one signs only (電子署名用), and
 * 認証用 says the same of the same person for a key that authenticates only. Key usages then are those of the two JPKI
 * certificates: nonRepudiation beside digitalSignature to sign, clientAuth to authenticate.
 */
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  buildCertificate,
  certificatePolicies,
  cRLDistributionPoints,
  type Der,
  type Extension,
  extKeyUsage,
  type GeneralName,
  type KeyUsage,
  keyIdOf,
  keyUsage,
  name,
  OID,
  otherName,
  type Signer,
  subjectAltName,
  subjectKeyIdentifier,
  uri,
} from '../../pki/index.ts';
import { PROFILE_OID } from '../../profile/index.ts';
import type { FourItems } from '../state/records.ts';
import type { CertifiedName } from './names.ts';

export interface CommonFields {
  readonly serial: bigint;
  readonly issuer: Der;
  readonly signer: Signer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Der;
  /** Two people may share a name, so an identifier of the certificate keeps subjects apart. Random. */
  readonly subjectId: string;
  readonly crlUri: string;
  readonly ocspUri: string;
  readonly cpsUri: string;
}

const extensionsOf = (
  { signer, spki, crlUri, ocspUri, cpsUri }: CommonFields,
  policy: string,
  names: readonly GeneralName[],
  usages: readonly KeyUsage[] = ['digitalSignature'],
): readonly Extension[] => [
  keyUsage(...usages),
  certificatePolicies({ oid: policy, cps: cpsUri }),
  ...(names.length > 0 ? [subjectAltName(...names)] : []),
  cRLDistributionPoints([uri(crlUri)]),
  authorityInfoAccess(ocspUri),
  authorityKeyIdentifier({ keyId: keyIdOf(signer.spki) }),
  subjectKeyIdentifier(spki),
];

export interface BasicFacts extends CertifiedName {
  readonly recorded: Partial<FourItems>;
}

function factsIn({ nameSubstitutes, recorded }: BasicFacts): readonly GeneralName[] {
  const names: GeneralName[] = [];
  if (nameSubstitutes !== undefined) names.push(otherName(PROFILE_OID.nameSubstitutes, nameSubstitutes));
  if (recorded.address !== undefined) {
    names.push(otherName(PROFILE_OID.address, recorded.address));
    if (recorded.addressFlags?.includes('1'))
      names.push(otherName(PROFILE_OID.addressSubstitutes, recorded.addressFlags));
  }
  if (recorded.birth !== undefined) names.push(otherName(PROFILE_OID.birth, recorded.birth));
  return names;
}

const holderIn = ({ subjectId }: CommonFields, { commonName }: BasicFacts): Der =>
  name([
    ['C', 'JP'],
    ['serialNumber', subjectId],
    ['CN', commonName],
  ]);

export const buildBasic = (
  fields: CommonFields,
  facts: BasicFacts,
  { signsOnly = false }: { readonly signsOnly?: boolean } = {},
): Der =>
  buildCertificate({
    ...fields,
    subject: holderIn(fields, facts),
    extensions: extensionsOf(fields, PROFILE_OID.basicPolicy, factsIn(facts), [
      'digitalSignature',
      ...(signsOnly ? (['nonRepudiation'] as const) : []),
    ]),
  });

export const buildAuthentication = (fields: CommonFields, facts: BasicFacts): Der =>
  buildCertificate({
    ...fields,
    subject: holderIn(fields, facts),
    extensions: [
      ...extensionsOf(fields, PROFILE_OID.authenticationPolicy, factsIn(facts)),
      extKeyUsage(OID.clientAuth),
    ],
  });

export function buildAttribute(
  fields: CommonFields,
  { appId, pairwise }: { readonly appId: string; readonly pairwise: string },
): Der {
  return buildCertificate({
    ...fields,
    subject: name([
      ['C', 'JP'],
      ['OU', 'TEST - ATTRIBUTES ONLY, NOT ACCREDITED'],
      ['serialNumber', fields.subjectId],
      ['CN', 'fpos-hil TEST attribute certificate'],
    ]),
    extensions: extensionsOf(fields, PROFILE_OID.attributePolicy, [
      otherName(PROFILE_OID.app, appId),
      otherName(PROFILE_OID.pairwise, pairwise),
    ]),
  });
}
