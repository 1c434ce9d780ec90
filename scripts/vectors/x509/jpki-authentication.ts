/** The file of JPKI authentication certificates on cards and phones. */
import {
  authorityInfoAccess,
  certificatePolicies,
  type Der,
  extKeyUsage,
  keyUsage,
  name,
  OID,
  oid,
  otherName,
  seq,
  subjectAltName,
  uri,
} from '../../../simulator/pki/index.ts';
import { AT, authCert, generation, jpkiAnchors, MUNICIPALITY, NEWER, OLDER, rsaKey } from '../authorities.ts';
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
import { NEED } from './need.ts';
import { as, type X509 } from './payload.ts';

const issuer = generation('auth', NEWER);
const good = authCert();
const parts = openCertificate(good);
const re = (change: (good: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(parts), issuer.signer));

const CPS = 'http://cps.jlis.test/cps.html';
const OCSP = 'http://ocsp-auth.jlis.test';
const CLIENT = OID.clientAuth;
const day = (text: string): Date => new Date(text);

const tests: readonly X509[] = [
  valid('ordinary', 'An authentication certificate of the newer generation.', 'Ordinary', as(good)),
  valid(
    'sixth-birthday',
    'Ends on the sixth anniversary of the day of its issue at the latest.',
    'LastDay',
    as(authCert({ notAfter: day('2031-10-27T14:59:59Z') })),
  ),
  valid(
    'same-number-as-a-signing-certificate',
    'Has the serial number that a signing certificate has: each CA counts for itself.',
    'EdgeOfLaw',
    as(authCert({ serial: 0x08a1b2c3n })),
  ),
  invalid(
    'last-byte-missing',
    'The last byte is missing.',
    'Encoding',
    'encoding',
    ['readable'],
    as(good.slice(0, -1)),
  ),
  invalid(
    'signature-altered',
    'One bit of the signature is another.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(changedByte(good, -9)),
  ),
  invalid(
    'signed-by-the-other-ca',
    'Signed by the CA for signing.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, rsaKey('jlis sign ca 3'))),
  ),
  invalid(
    'signed-by-the-generation-before',
    'Names the newer generation and is signed by the one before.',
    'Generation',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, generation('auth', OLDER).signer)),
  ),
  invalid(
    'policy-of-signing',
    'The policy is that of signing certificates.',
    'WrongKind',
    'purpose',
    ['jpki/policy-is-that-of-its-kind'],
    re((p) => withExtension(p, certificatePolicies({ oid: OID.jpkiSignPolicy, cps: CPS }))),
  ),
  invalid(
    'policy-of-a-phone',
    'The policy is that of authentication certificates on phones.',
    'WrongKind',
    'purpose',
    ['jpki/policy-is-that-of-its-kind'],
    re((p) => withExtension(p, certificatePolicies({ oid: '1.2.392.200149.8.5.1.3.50', cps: CPS }))),
  ),
  invalid(
    'no-purpose',
    'No extended key usage.',
    'KeyUsage',
    'purpose',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.extKeyUsage)),
  ),
  invalid(
    'purpose-of-servers',
    'The purpose is that of servers.',
    'KeyUsage',
    'purpose',
    ['jpki/purpose-is-client-authentication'],
    re((p) => withExtension(p, extKeyUsage(OID.serverAuth))),
  ),
  invalid(
    'any-purpose',
    'The purpose is any.',
    'KeyUsage',
    'purpose',
    ['jpki/purpose-is-client-authentication'],
    re((p) => withExtension(p, extKeyUsage('2.5.29.37.0'))),
  ),
  invalid(
    'purposes-empty',
    'The extended key usage is empty.',
    'Structure',
    'purpose',
    ['certificate/purposes-are-there'],
    re((p) => withExtension(p, { oid: OID.extKeyUsage, critical: false, value: seq() })),
  ),
  acceptable(
    'two-purposes',
    'The purpose of e-mail beside that of clients.',
    'Profile',
    ['jpki/purpose-is-client-authentication'],
    re((p) => withExtension(p, extKeyUsage(CLIENT, OID.emailProtection))),
  ),
  acceptable(
    'purpose-critical',
    'The purpose is critical.',
    'Critical',
    ['jpki/purpose-is-not-critical'],
    re((p) => withCritical(p, OID.extKeyUsage, true)),
  ),
  acceptable(
    'may-sign-for-intent',
    'The key usage has nonRepudiation, as signing certificates have it.',
    'KeyUsage',
    ['jpki/key-usage-is-that-of-its-kind'],
    re((p) => withExtension(p, keyUsage('digitalSignature', 'nonRepudiation'))),
  ),
  invalid(
    'key-usage-of-encryption',
    'The key may encipher and not sign.',
    'KeyUsage',
    'purpose',
    ['jpki/key-usage-is-that-of-its-kind'],
    re((p) => withExtension(p, keyUsage('keyEncipherment'))),
  ),
  acceptable(
    'holds-a-name',
    'An alternative name with the name of the person, which belongs into signing certificates.',
    'Profile',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withExtension(p, subjectAltName(otherName('1.2.392.200149.8.5.5.1', '見本　花子')))),
  ),
  acceptable(
    'names-the-municipality',
    'The subject names prefecture and municipality, as in signing certificates.',
    'Profile',
    ['jpki/subject-has-the-parts-of-its-kind'],
    re((p) => ({
      ...p,
      subject: name([
        ['C', 'JP'],
        ['L', MUNICIPALITY.prefecture],
        ['L', MUNICIPALITY.city],
        ['CN', '12345AB7CDEFGH99101003A'],
      ]),
    })),
  ),
  acceptable(
    'identifier-of-signing',
    'The identifier ends as those of signing certificates do.',
    'WrongKind',
    ['jpki/identifier-has-its-form'],
    re((p) => ({
      ...p,
      subject: name([
        ['C', 'JP'],
        ['CN', '12345AB7CDEFGH99101003S'],
      ]),
    })),
  ),
  acceptable(
    'no-responder',
    'No address of a responder.',
    'Profile',
    ['jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.authorityInfoAccess)),
  ),
  acceptable(
    'two-responders',
    'Two addresses of responders.',
    'Profile',
    ['jpki/responder-address-is-one'],
    re((p) => withExtension(p, authorityInfoAccess(OCSP, 'http://ocsp2-auth.jlis.test'))),
  ),
  acceptable(
    'responder-over-https',
    'The address of the responder is one of https, which would need a certificate to check a certificate.',
    'Profile',
    ['jpki/responder-address-is-one'],
    re((p) => withExtension(p, authorityInfoAccess('https://ocsp-auth.jlis.test'))),
  ),
  acceptable(
    'responder-at-another-host',
    'The address of the responder is not under the domain for tests.',
    'Profile',
    ['jpki/addresses-are-reserved-for-tests'],
    re((p) => withExtension(p, authorityInfoAccess('http://ocsp.example.com'))),
  ),
  acceptable(
    'address-of-the-issuer',
    'The access location is that of the certificate of the issuer.',
    'Profile',
    ['jpki/responder-address-is-one'],
    re((p) =>
      withExtension(p, {
        oid: OID.authorityInfoAccess,
        critical: false,
        value: seq(seq(oid('1.3.6.1.5.5.7.48.2'), uri('http://cps.jlis.test/ca.cer'))),
      }),
    ),
  ),
  acceptable(
    'responder-critical',
    'The authority information access is critical.',
    'Critical',
    ['certificate/authority-information-is-not-critical'],
    re((p) => withCritical(p, OID.authorityInfoAccess, true)),
    'path',
  ),
  invalid(
    'expired',
    'Ended the day before.',
    'Time',
    'path',
    [],
    as(authCert({ issuedAt: day('2023-08-01T02:00:00Z'), notAfter: day('2026-03-30T14:59:59Z') })),
  ),
  invalid(
    'not-yet-valid',
    'Begins a second later.',
    'Time',
    'path',
    [],
    as(authCert({ issuedAt: new Date(AT.getTime() + 1000) })),
  ),
  acceptable(
    'six-years-and-a-day',
    'Ends a day after the sixth anniversary of its issue.',
    'LastDay',
    ['jpki/authentication-ends-within-six-years'],
    as(authCert({ notAfter: day('2031-10-28T14:59:59Z') })),
  ),
  acceptable(
    'issuer-alternative-name-of-the-other-ca',
    'The alternative name of the issuer is that of the CA for signing.',
    'Profile',
    ['jpki/issuer-alternative-name-is-that-of-the-ca'],
    re((p) =>
      withExtension(p, {
        oid: OID.issuerAltName,
        critical: false,
        value: openCertificate(generation('sign', NEWER).certificate).extensions.find(
          (e) => e.oid === OID.subjectAltName,
        )!.value,
      }),
    ),
  ),
];

const signing = { kind: 'jpki-auth-card', time: timeText(AT), issuer: 1 } as const;
const anchors = jpkiAnchors('auth').map(base64);

export function jpkiAuthentication(): Record<string, unknown> {
  const header = [
    'JPKI authentication certificates (利用者証明用電子証明書): organisation JPKI-MOCK TEST, keys that are public.',
    'They hold nothing of the person. A verifier has the anchors of the group, judges for its time, and asks for what stands in need.',
  ];
  return fileOf('x509.schema.json', header, [
    {
      type: 'CertificateCheck',
      comment: 'On a card.',
      ...signing,
      anchors,
      need: NEED.authentication,
      tests: testsOf(tests),
    },
    {
      type: 'CertificateCheck',
      comment: 'On a phone.',
      ...signing,
      kind: 'jpki-auth-phone',
      anchors,
      need: NEED.phoneAuthentication,
      tests: testsOf([
        valid(
          'phone',
          'An authentication certificate on a phone.',
          'Ordinary',
          as(authCert({ carrier: 'phone', serial: 0x10c0fff0n }, 'holder phone')),
        ),
        invalid(
          'phone-with-policy-of-a-card',
          'A certificate of a card where one of a phone is asked for.',
          'WrongKind',
          'purpose',
          ['jpki/identifier-has-its-form', 'jpki/policy-is-that-of-its-kind'],
          as(good),
        ),
      ]),
    },
    {
      type: 'CertificateCheck',
      comment: 'A certificate of the one CA, where only the roots of the other are trusted.',
      ...signing,
      anchors: jpkiAnchors('sign').map(base64),
      need: NEED.authentication,
      tests: testsOf([
        invalid(
          'under-the-other-ca',
          'Good, and judged under the roots for signing: the two must be kept apart.',
          'WrongKind',
          'path',
          [
            'certificate/issuer-bears-the-name-of-the-ca',
            'certificate/key-identifier-is-that-of-the-ca',
            'certificate/signature-is-of-the-ca',
            'jpki/authority-key-identifier-names-the-root',
            'jpki/issuer-alternative-name-is-that-of-the-ca',
          ],
          as(good),
        ),
      ]),
    },
  ]);
}
