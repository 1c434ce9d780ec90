/** The file of certificates of the accredited CA under the open profile: basic (基本型), attribute (属性型), and its root. */

import { CA_URI } from '../../../simulator/ca/issuing/authority.ts';
import {
  buildAttribute,
  buildAuthentication,
  buildBasic,
} from '../../../simulator/ca/issuing/certificate-profile.ts';
import {
  authorityInfoAccess,
  basicConstraints,
  certificatePolicies,
  cRLDistributionPoints,
  type Der,
  explicit,
  extKeyUsage,
  implicit,
  integer,
  keyUsage,
  name,
  OID,
  oid,
  otherName,
  printableString,
  type Rdn,
  seq,
  subjectAltName,
  uri,
  utcTime,
} from '../../../simulator/pki/index.ts';
import {
  AT,
  accredited,
  p256Key,
  rsaSpki,
  USER,
  USER_RECORDED,
  userCertificate,
  world,
} from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import { changedByte, curveSpki, ED25519_SPKI, shortRsaSpki } from '../keys.ts';
import {
  type CertificateParts,
  closeCertificate,
  openCertificate,
  withExtension,
  withoutExtension,
} from '../parts.ts';
import { acceptable, invalid, valid } from '../vector.ts';
import { NEED } from './need.ts';
import { as, type X509 } from './payload.ts';

const ARC = '1.3.6.1.4.1.32473.2024';
const ITEM = {
  address: `${ARC}.3.2`,
  birth: `${ARC}.3.3`,
  nameFlags: `${ARC}.3.4`,
  addressFlags: `${ARC}.3.5`,
  app: `${ARC}.3.6`,
};
const recorded = USER_RECORDED;
const good = userCertificate;
const parts = openCertificate(good);
const re = (change: (good: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(parts), accredited.signer));
const subject = (...rdns: readonly Rdn[]): { certificate: Der } => re((p) => ({ ...p, subject: name(rdns) }));
const times = (from: string, to: string): { certificate: Der } =>
  re((p) => ({ ...p, notBefore: utcTime(new Date(from)), notAfter: utcTime(new Date(to)) }));
const key = (spki: Der): { certificate: Der } => re((p) => ({ ...p, spki }));
const policy = (id: string): { certificate: Der } =>
  re((p) => withExtension(p, certificatePolicies({ oid: id, cps: CA_URI.cps })));
const names = (...all: readonly Der[]): { certificate: Der } =>
  re((p) => withExtension(p, subjectAltName(...all)));
const [C, ID, CN]: readonly Rdn[] = [
  ['C', 'JP'],
  ['serialNumber', USER.subjectId],
  ['CN', '見本　花子'],
];

const basic: readonly X509[] = [
  valid(
    'ordinary',
    'A basic certificate of five years to the second: the name and nothing else of the person.',
    'Ordinary',
    as(good),
  ),
  valid(
    'with-address-and-birth',
    'The address and the birth date are recorded as proved.',
    'Ordinary',
    as(
      buildBasic(
        { ...USER, serial: USER.serial + 1n },
        {
          commonName: recorded.name,
          recorded: {
            ...recorded,
            address: '東京都見本市架空町１－２－３',
            addressFlags: '0'.repeat(14),
            birth: '1980-02-17',
          },
        },
      ),
    ),
  ),
  valid(
    'with-substitutes',
    'Substitute characters of name and address are marked.',
    'Substitutes',
    as(
      buildBasic(
        { ...USER, serial: USER.serial + 2n },
        {
          commonName: '高崎　花子',
          nameSubstitutes: '11000',
          recorded: {
            name: '高崎　花子',
            nameFlags: '11000',
            address: '東京都見本市架空町１',
            addressFlags: '0001000000',
          },
        },
      ),
    ),
  ),
  valid(
    'rsa-key',
    'The key of the user is an RSA key of 2048 bits.',
    'Ordinary',
    as(
      buildBasic(
        { ...USER, serial: USER.serial + 3n, spki: rsaSpki('other holder') },
        { commonName: recorded.name, recorded },
      ),
    ),
  ),
  invalid(
    'five-years-and-a-second',
    'Lasts a second longer than five years.',
    'Law',
    'content',
    ['fpos/lasts-five-years-at-most'],
    times('2026-03-30T02:15:00Z', '2031-03-30T02:15:00Z'),
  ),
  invalid(
    'six-years',
    'Lasts six years.',
    'Law',
    'content',
    ['fpos/lasts-five-years-at-most'],
    times('2026-03-30T02:15:00Z', '2032-03-30T02:14:59Z'),
  ),
  invalid(
    'nobody-named',
    'The subject names nobody.',
    'Law',
    'content',
    ['fpos/names-the-user'],
    subject(C!, ID!),
  ),
  invalid(
    'two-people-named',
    'The subject names two people.',
    'Law',
    'content',
    ['fpos/names-the-user'],
    subject(C!, ID!, CN!, ['CN', '例示　太郎']),
  ),
  acceptable(
    'subjects-not-kept-apart',
    'The subject has no serial number attribute: two people of one name are one.',
    'Profile',
    ['fpos/keeps-subjects-apart'],
    subject(C!, CN!),
  ),
  invalid(
    'policy-of-attributes',
    'The policy is that of attribute certificates.',
    'WrongKind',
    'purpose',
    ['fpos/policy-is-that-of-its-kind'],
    policy(`${ARC}.2.2`),
  ),
  invalid(
    'policy-of-jpki',
    'The policy is that of JPKI signing certificates.',
    'WrongKind',
    'purpose',
    ['fpos/policy-is-that-of-its-kind'],
    policy(OID.jpkiSignPolicy),
  ),
  invalid(
    'no-policy',
    'No policy.',
    'WrongKind',
    'purpose',
    ['fpos/policy-is-that-of-its-kind'],
    re((p) => withoutExtension(p, OID.certificatePolicies)),
  ),
  acceptable(
    'no-statement',
    'The policy has no address of a practice statement.',
    'Law',
    ['fpos/points-to-its-statement'],
    re((p) => withExtension(p, certificatePolicies({ oid: `${ARC}.2.1` }))),
  ),
  acceptable(
    'revocation-not-to-be-found',
    'Neither a list nor a responder is named.',
    'Law',
    ['fpos/revocation-can-be-looked-up'],
    re((p) => withoutExtension(withoutExtension(p, OID.cRLDistributionPoints), OID.authorityInfoAccess)),
  ),
  acceptable(
    'list-alone',
    'A list and no responder is enough.',
    'EdgeOfLaw',
    [],
    re((p) => withoutExtension(p, OID.authorityInfoAccess)),
  ),
  invalid(
    'key-for-encryption',
    'The key may encipher and not sign.',
    'KeyUsage',
    'purpose',
    ['fpos/key-signs-and-nothing-else'],
    re((p) => withExtension(p, keyUsage('keyEncipherment'))),
  ),
  acceptable(
    'key-for-both',
    'The key may sign and encipher.',
    'KeyUsage',
    ['fpos/key-signs-and-nothing-else'],
    re((p) => withExtension(p, keyUsage('digitalSignature', 'keyEncipherment'))),
  ),
  invalid(
    'no-key-usage',
    'No key usage.',
    'KeyUsage',
    'purpose',
    ['fpos/has-a-key-usage'],
    re((p) => withoutExtension(p, OID.keyUsage)),
  ),
  acceptable(
    'issuer-without-test',
    'The name of the CA does not say that it is a test.',
    'Profile',
    ['certificate/issuer-bears-the-name-of-the-ca', 'fpos/issuer-says-that-it-is-a-test'],
    re((p) => ({
      ...p,
      issuer: name([
        ['C', 'JP'],
        ['O', 'FPOS-MOCK'],
      ]),
    })),
    'path',
  ),
  acceptable(
    'serial-number-7',
    'A serial number that can be guessed.',
    'Profile',
    ['fpos/serial-number-cannot-be-guessed'],
    re((p) => ({ ...p, serial: integer(7) })),
  ),
  acceptable(
    'list-at-another-host',
    'The list is not under the domain for tests.',
    'Profile',
    ['fpos/addresses-are-reserved-for-tests'],
    re((p) => withExtension(p, cRLDistributionPoints([uri('http://crl.example.com/ca.crl')]))),
  ),
  acceptable(
    'issuing-key-not-identified',
    'No authority key identifier.',
    'Structure',
    ['fpos/identifies-both-keys'],
    re((p) => withoutExtension(p, OID.authorityKeyIdentifier)),
  ),
  acceptable(
    'own-key-not-identified',
    'No subject key identifier.',
    'Structure',
    ['fpos/identifies-both-keys'],
    re((p) => withoutExtension(p, OID.subjectKeyIdentifier)),
  ),
  invalid(
    'rsa-1024',
    'A key of 1024 bits.',
    'KeyStrength',
    'path',
    ['certificate/rsa-key-is-long-enough'],
    key(shortRsaSpki()),
  ),
  acceptable(
    'p-521',
    'A key on P-521: large enough for the law, and not in the profile.',
    'KeyStrength',
    ['fpos/curve-is-one-of-the-profile'],
    key(curveSpki('P-521', world.chance.fork('p-521').bytes(32))),
  ),
  acceptable(
    'secp224r1',
    'A key on a curve of 224 bits, the least that the law allows.',
    'KeyStrength',
    ['fpos/curve-is-one-of-the-profile'],
    key(curveSpki('secp224r1', world.chance.fork('secp224r1').bytes(27))),
  ),
  invalid(
    'p-192',
    'A key on a curve of 192 bits.',
    'KeyStrength',
    'path',
    ['certificate/curve-is-large-enough'],
    key(curveSpki('prime192v1', world.chance.fork('prime192v1').bytes(23))),
  ),
  acceptable(
    'ed25519',
    'A key of a kind that the ordinance does not name.',
    'KeyStrength',
    ['certificate/key-is-of-a-known-kind'],
    key(ED25519_SPKI),
  ),
  acceptable(
    'path-length-without-a-ca',
    'A path length where cA is not TRUE.',
    'Structure',
    ['certificate/path-length-belongs-to-a-ca'],
    re((p) => withExtension(p, { oid: OID.basicConstraints, critical: true, value: seq(integer(0)) })),
  ),
  invalid(
    'marked-as-a-ca',
    'Marked as a CA.',
    'WrongKind',
    'path',
    ['certificate/only-a-ca-is-marked-as-one'],
    re((p) => withExtension(p, basicConstraints(true))),
  ),
  acceptable(
    'purposes-empty',
    'An extended key usage without a purpose.',
    'Structure',
    ['certificate/purposes-are-there'],
    re((p) => withExtension(p, { oid: OID.extKeyUsage, critical: false, value: seq() })),
  ),
  acceptable(
    'purpose-of-clients',
    'An extended key usage for clients does no harm.',
    'Profile',
    [],
    re((p) => withExtension(p, extKeyUsage(OID.clientAuth))),
  ),
  invalid(
    'signature-altered',
    'One bit of the signature is another.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(changedByte(good, -3)),
  ),
  invalid(
    'signed-by-its-own-key',
    'Signed by the key that it certifies.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, p256Key('user'))),
  ),
  acceptable(
    'unknown-fact-recorded',
    'An otherName under .8, which nobody knows.',
    'Law',
    ['fpos/recorded-facts-are-known-and-stand-once'],
    names(otherName(`${ARC}.3.8`, 'x')),
  ),
  acceptable(
    'birth-twice',
    'The birth date is recorded twice.',
    'Law',
    ['fpos/recorded-facts-are-known-and-stand-once'],
    names(otherName(ITEM.birth, '1980-02-17'), otherName(ITEM.birth, '1980-02-18')),
  ),
  acceptable(
    'birth-as-printable-string',
    'The birth date is a PrintableString.',
    'Profile',
    ['fpos/recorded-facts-are-utf8'],
    names(implicit(0, seq(oid(ITEM.birth), explicit(0, printableString('1980-02-17'))))),
  ),
  acceptable(
    'birth-not-a-date',
    'The birth date is the thirtieth of February.',
    'Law',
    ['fpos/birth-is-a-date-of-the-calendar'],
    names(otherName(ITEM.birth, '1980-02-30')),
  ),
  acceptable(
    'birth-in-nine-digits',
    'The birth date is written as JPKI writes it.',
    'Profile',
    ['fpos/birth-is-a-date-of-the-calendar'],
    names(otherName(ITEM.birth, '319800217')),
  ),
  acceptable(
    'flags-one-too-few',
    'The flags of the name are one too few.',
    'Substitutes',
    ['fpos/flags-fit-their-texts'],
    names(otherName(ITEM.nameFlags, '1000')),
  ),
  acceptable(
    'flags-that-mark-nothing',
    'Flags of the name that mark no character.',
    'Substitutes',
    ['fpos/flags-fit-their-texts'],
    names(otherName(ITEM.nameFlags, '00000')),
  ),
  acceptable(
    'flags-of-no-address',
    'Flags of an address that is not recorded.',
    'Substitutes',
    ['fpos/flags-fit-their-texts'],
    names(otherName(ITEM.addressFlags, '100')),
  ),
  acceptable(
    'name-of-88-characters',
    'The name is longer than the 64 characters of RFC 5280: the law asks for the name of everybody.',
    'Unsettled',
    ['certificate/names-keep-to-their-lengths'],
    subject(C!, ID!, ['CN', '見本'.repeat(44)]),
  ),
];

const attributeGood = buildAttribute(
  { ...USER, serial: USER.serial + 9n },
  { appId: 'abc-bank', pairwise: 'b7e1f0a94c5d2e38' },
);
const attributeParts = openCertificate(attributeGood);
const reAttribute = (change: (good: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(attributeParts), accredited.signer));

const attribute: readonly X509[] = [
  valid(
    'attributes',
    'An attribute certificate: the app, and an identifier for it.',
    'Ordinary',
    as(attributeGood),
  ),
  acceptable(
    'attributes-that-pass-for-accredited',
    'The subject does not say that the attributes are not accredited.',
    'Law',
    ['fpos/attributes-are-marked-as-not-accredited'],
    reAttribute((p) => ({ ...p, subject: name([C!, ID!, ['CN', 'fpos-hil TEST attribute certificate']]) })),
  ),
  acceptable(
    'attributes-beside-the-birth',
    'The birth date of the person stands beside the attributes.',
    'Law',
    ['fpos/attributes-tell-nothing-of-the-person'],
    reAttribute((p) =>
      withExtension(
        p,
        subjectAltName(
          otherName(ITEM.app, 'abc-bank'),
          otherName(`${ARC}.3.7`, 'b7e1f0a94c5d2e38'),
          otherName(ITEM.birth, '1980-02-17'),
        ),
      ),
    ),
  ),
  acceptable(
    'attributes-missing',
    'No attributes.',
    'Profile',
    ['fpos/attributes-tell-nothing-of-the-person'],
    reAttribute((p) => withoutExtension(p, OID.subjectAltName)),
  ),
  invalid(
    'basic-where-attributes-are-due',
    'A basic certificate where one of attributes is asked for.',
    'WrongKind',
    'purpose',
    [
      'fpos/attributes-are-marked-as-not-accredited',
      'fpos/attributes-tell-nothing-of-the-person',
      'fpos/policy-is-that-of-its-kind',
    ],
    as(good),
  ),
];

const authenticationGood = buildAuthentication(
  { ...USER, serial: USER.serial + 10n },
  { commonName: recorded.name, recorded },
);
const authenticationParts = openCertificate(authenticationGood);
const reAuthentication = (change: (good: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(authenticationParts), accredited.signer));

const authentication: readonly X509[] = [
  valid(
    'authentication',
    'A certificate of the authentication kind: its key logs in and signs nothing for good.',
    'Ordinary',
    as(authenticationGood),
  ),
  acceptable(
    'authentication-that-may-sign',
    'The key of the authentication kind may sign for good, too.',
    'KeyUsage',
    ['fpos/authenticates-and-nothing-else'],
    reAuthentication((p) => withExtension(p, keyUsage('digitalSignature', 'nonRepudiation'))),
  ),
  invalid(
    'authentication-without-its-purpose',
    'No extended key usage.',
    'KeyUsage',
    'purpose',
    ['fpos/authenticates-and-nothing-else'],
    reAuthentication((p) => withoutExtension(p, OID.extKeyUsage)),
  ),
];

const rootParts = openCertificate(accredited.certificate);
const reRoot = (change: (root: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(rootParts), accredited.signer));
const root: readonly X509[] = [
  valid('root', 'The root of the accredited CA.', 'Ordinary', as(accredited.certificate)),
  invalid(
    'root-not-marked',
    'No basic constraints.',
    'Anchor',
    'path',
    ['certificate/ca-is-marked-critically', 'certificate/only-a-ca-signs-certificates'],
    reRoot((p) => withoutExtension(p, OID.basicConstraints)),
  ),
  acceptable(
    'root-marked-not-critically',
    'The basic constraints are not critical.',
    'Critical',
    ['certificate/ca-is-marked-critically'],
    reRoot((p) => withExtension(p, { ...basicConstraints(true), critical: false })),
  ),
  acceptable(
    'root-may-not-sign-lists',
    'The key may sign certificates only.',
    'KeyUsage',
    ['certificate/ca-may-sign-certificates-and-lists'],
    reRoot((p) => withExtension(p, keyUsage('keyCertSign'))),
  ),
  acceptable(
    'root-key-not-identified',
    'No subject key identifier.',
    'Structure',
    ['certificate/ca-identifies-its-key'],
    reRoot((p) => withoutExtension(p, OID.subjectKeyIdentifier)),
  ),
  acceptable(
    'root-signature-altered',
    'The signature of the root by itself does not hold; an anchor is trusted without it.',
    'Anchor',
    ['certificate/root-is-self-signed'],
    as(changedByte(accredited.certificate, -3)),
  ),
  acceptable(
    'root-without-test',
    'The name of the root does not say that it is a test.',
    'Profile',
    ['fpos/issuer-says-that-it-is-a-test'],
    reRoot((p) => {
      const other = name([
        ['C', 'JP'],
        ['O', 'FPOS-MOCK'],
      ]);
      return { ...p, issuer: other, subject: other };
    }),
    'path',
  ),
  acceptable(
    'root-with-an-address',
    'The root names a responder under another domain.',
    'Profile',
    ['fpos/addresses-are-reserved-for-tests'],
    reRoot((p) => withExtension(p, authorityInfoAccess('http://ocsp.example.com'))),
  ),
];

export function accreditedCertificates(): Record<string, unknown> {
  const header = [
    'Certificates of an accredited CA under the open profile of fpos-hil, version 1. The real profile of any accredited CA is not public; policies are from an arc for examples.',
    'A layer "content" here is a check of 電子署名法施行規則 6条 and not of RFC 5280.',
  ];
  const group = {
    type: 'CertificateCheck',
    time: timeText(AT),
    anchors: [base64(accredited.certificate)],
    issuer: 0,
  };
  return fileOf('x509.schema.json', header, [
    {
      ...group,
      kind: 'fpos-basic',
      comment: 'Basic (基本型).',
      need: NEED.accredited,
      tests: testsOf(basic),
    },
    {
      ...group,
      kind: 'fpos-attribute',
      comment: 'Attributes (属性型).',
      need: NEED.attribute,
      tests: testsOf(attribute),
    },
    {
      ...group,
      kind: 'fpos-authentication',
      comment: 'Authentication (認証用), where it has a key of its own.',
      need: NEED.accreditedAuthentication,
      tests: testsOf(authentication),
    },
    {
      type: 'AnchorCheck',
      kind: 'fpos-ca',
      comment: 'The root.',
      time: timeText(AT),
      leaf: base64(good),
      tests: testsOf(root),
    },
  ]);
}
