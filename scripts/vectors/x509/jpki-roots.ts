/** The file of JPKI root certificates, judged as the only anchor for a good certificate. */
import {
  basicConstraints,
  certificatePolicies,
  cRLDistributionPoints,
  type Der,
  directoryName,
  integer,
  keyUsage,
  name,
  OID,
  subjectAltName,
  uri,
  utcTime,
} from '../../../simulator/pki/index.ts';
import { AT, authCert, generation, NEWER, OLDER, rsaKey, signCert } from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import { changedByte } from '../keys.ts';
import {
  type CertificateParts,
  closeCertificate,
  openCertificate,
  withCritical,
  withExtension,
  withoutExtension,
} from '../parts.ts';
import { acceptable, invalid, valid } from '../vector.ts';
import { as, type X509 } from './payload.ts';

const root = generation('sign', NEWER);
const older = generation('sign', OLDER);
const auth = generation('auth', NEWER);
const parts = openCertificate(root.certificate);
const re = (change: (root: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(parts), root.signer));
const caName = (unit: string): Der =>
  name([
    ['C', 'JP'],
    ['O', 'JPKI-MOCK TEST'],
    ['OU', unit],
    ['OU', 'Japan Agency for Local Authority Information Systems'],
  ]);
const day = (text: string): Der => utcTime(new Date(text));

const tests: readonly X509[] = [
  valid('ordinary', 'The root of the generation that issues.', 'Ordinary', as(root.certificate)),
  invalid(
    'generation-before',
    'The root of the generation before: same name, another key.',
    'Generation',
    'path',
    [],
    as(older.certificate),
  ),
  invalid(
    'other-ca',
    'The root of the CA for authentication.',
    'Anchor',
    'path',
    ['jpki/issuer-is-the-authority-of-the-kind'],
    as(auth.certificate),
  ),
  invalid(
    'key-of-a-stranger',
    'A root of the same name and number, with the key of somebody else.',
    'Anchor',
    'path',
    ['jpki/key-identifier-is-sha-1-of-the-key'],
    as(closeCertificate({ ...parts, spki: rsaKey('attacker').spki }, rsaKey('attacker'))),
  ),
  invalid(
    'not-marked-as-a-ca',
    'No basic constraints.',
    'Anchor',
    'path',
    ['certificate/only-a-ca-signs-certificates', 'jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.basicConstraints)),
  ),
  invalid(
    'marked-as-no-ca',
    'Basic constraints say that it is no CA.',
    'Anchor',
    'path',
    ['certificate/ca-is-marked-critically', 'certificate/only-a-ca-signs-certificates'],
    re((p) => withExtension(p, basicConstraints(false))),
  ),
  acceptable(
    'marked-not-critically',
    'The basic constraints are not critical.',
    'Critical',
    ['certificate/ca-is-marked-critically'],
    re((p) => withCritical(p, OID.basicConstraints, false)),
  ),
  invalid(
    'may-not-sign-certificates',
    'The key may sign lists only.',
    'Anchor',
    'path',
    ['jpki/key-usage-is-that-of-its-kind'],
    re((p) => withExtension(p, keyUsage('cRLSign'))),
  ),
  acceptable(
    'may-not-sign-lists',
    'The key may sign certificates only.',
    'KeyUsage',
    ['jpki/key-usage-is-that-of-its-kind'],
    re((p) => withExtension(p, keyUsage('keyCertSign'))),
  ),
  acceptable(
    'path-length-0',
    'A path length of 0: nothing below it may be a CA.',
    'Profile',
    ['jpki/ca-sets-no-path-length'],
    re((p) => withExtension(p, basicConstraints(true, 0))),
  ),
  invalid(
    'ended',
    'The root has ended, the certificate has not.',
    'Anchor',
    'path',
    ['jpki/ca-lasts-ten-years-less-a-day'],
    re((p) => ({ ...p, notAfter: day('2026-03-31T14:59:59Z') })),
  ),
  invalid(
    'not-begun',
    'The root begins after the moment of judgement.',
    'Anchor',
    'path',
    ['jpki/ca-lasts-ten-years-less-a-day'],
    re((p) => ({ ...p, notBefore: day('2026-04-01T00:00:01Z') })),
  ),
  acceptable(
    'lasts-eleven-years',
    'The root lasts a year longer than its kind.',
    'Profile',
    ['jpki/ca-lasts-ten-years-less-a-day'],
    re((p) => ({ ...p, notAfter: day('2034-07-15T14:59:59Z') })),
  ),
  invalid(
    'another-name',
    'The name of the root has another last unit.',
    'Anchor',
    'path',
    ['jpki/list-of-cas-bears-their-name'],
    re((p) => {
      const other = name([
        ['C', 'JP'],
        ['O', 'JPKI-MOCK TEST'],
        ['OU', 'JPKI for digital signature'],
        ['OU', 'Another Agency'],
      ]);
      return { ...p, issuer: other, subject: other };
    }),
  ),
  acceptable(
    'issued-by-another-name',
    'A cross certificate: issuer and subject differ.',
    'Profile',
    ['certificate/root-is-self-signed', 'jpki/issuer-is-the-authority-of-the-kind'],
    re((p) => ({ ...p, issuer: caName('JPKI for something else') })),
  ),
  acceptable(
    'own-signature-altered',
    'The signature of the root by itself does not hold; an anchor is trusted without it.',
    'Anchor',
    ['certificate/root-is-self-signed'],
    as(changedByte(root.certificate, -5)),
  ),
  acceptable(
    'organisation-without-test',
    'The organisation does not say that it is a test.',
    'Profile',
    ['jpki/list-of-cas-bears-their-name', 'jpki/organisation-says-that-it-is-a-test'],
    re((p) => {
      const other = name([
        ['C', 'JP'],
        ['O', 'JPKI-MOCK'],
        ['OU', 'JPKI for digital signature'],
        ['OU', 'Japan Agency for Local Authority Information Systems'],
      ]);
      return { ...p, issuer: other, subject: other };
    }),
    'path',
  ),
  acceptable(
    'organisation-without-test-everywhere',
    'The organisation does not say that it is a test, in the name of the list neither.',
    'Profile',
    ['jpki/organisation-says-that-it-is-a-test'],
    re((p) => {
      const other = name([
        ['C', 'JP'],
        ['O', 'JPKI-MOCK'],
        ['OU', 'JPKI for digital signature'],
        ['OU', 'Japan Agency for Local Authority Information Systems'],
      ]);
      return withExtension(
        { ...p, issuer: other, subject: other },
        cRLDistributionPoints([directoryName(other)]),
      );
    }),
    'path',
  ),
  acceptable(
    'name-of-three-parts',
    'The name of the root has three parts.',
    'Profile',
    ['jpki/issuer-has-the-parts-of-the-ca-name'],
    re((p) => {
      const other = name([
        ['C', 'JP'],
        ['O', 'JPKI-MOCK TEST'],
        ['OU', 'JPKI for digital signature'],
      ]);
      return withExtension(
        { ...p, issuer: other, subject: other },
        cRLDistributionPoints([directoryName(other)]),
      );
    }),
    'path',
  ),
  acceptable(
    'list-of-another-name',
    'The distribution point is not the name of the root.',
    'Profile',
    ['jpki/list-of-cas-bears-their-name'],
    re((p) =>
      withExtension(p, cRLDistributionPoints([directoryName(caName('JPKI for user authentication'))])),
    ),
  ),
  acceptable(
    'alternative-name-an-address',
    'The alternative name is an address.',
    'Profile',
    ['jpki/ca-has-a-japanese-name'],
    re((p) => withExtension(p, subjectAltName(uri('http://ca.jlis.test')))),
  ),
  acceptable(
    'with-a-policy',
    'The root has a policy.',
    'Profile',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withExtension(p, certificatePolicies({ oid: '1.2.392.200149.8.5.1.1.20' }))),
  ),
  acceptable(
    'serial-number-of-20-octets',
    'The serial number of the root is a large random one.',
    'Profile',
    ['jpki/serial-number-is-that-of-a-counter'],
    re((p) => ({ ...p, serial: integer((1n << 150n) + 3n) })),
    'path',
  ),
];

export function jpkiRoots(): Record<string, unknown> {
  const group = (kind: string, comment: string, leaf: Der, all: readonly X509[]) => ({
    type: 'AnchorCheck',
    kind,
    comment,
    time: timeText(AT),
    leaf: base64(leaf),
    tests: testsOf(all),
  });
  const header = [
    'JPKI root certificates: each generation of a CA has the same name and another key.',
    'The certificate of a test is the only anchor that a verifier has for the leaf of the group, at its time.',
  ];
  return fileOf('x509.schema.json', header, [
    group('jpki-ca-sign', 'The CA for signing.', signCert(), tests),
    group('jpki-ca-auth', 'The CA for authentication.', authCert(), [
      valid('authentication', 'The root of the CA for authentication.', 'Ordinary', as(auth.certificate)),
    ]),
  ]);
}
