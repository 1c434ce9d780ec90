/** The file of certificates of OCSP responders. */
import {
  basicConstraints,
  type Der,
  extKeyUsage,
  keyUsage,
  name,
  OID,
  octetString,
  utcTime,
} from '../../../simulator/pki/index.ts';
import {
  AT,
  accredited,
  generation,
  jpkiAnchors,
  NEWER,
  OLDER,
  responderOf,
  rsaKey,
} from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
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

const issuer = generation('sign', NEWER);
const good = responderOf(NEWER).certificate;
const parts = openCertificate(good);
const re = (change: (good: CertificateParts) => CertificateParts): { certificate: Der } =>
  as(closeCertificate(change(parts), issuer.signer));
const day = (text: string): Der => utcTime(new Date(text));

const tests: readonly X509[] = [
  valid('ordinary', 'The responder of the generation that issues.', 'Ordinary', as(good)),
  invalid(
    'not-for-ocsp',
    'No extended key usage: an ordinary certificate of this CA.',
    'Responder',
    'purpose',
    ['certificate/responder-may-sign-answers', 'jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.extKeyUsage)),
  ),
  invalid(
    'for-clients',
    'The purpose is that of clients, as holders have it.',
    'Responder',
    'purpose',
    ['certificate/responder-may-sign-answers'],
    re((p) => withExtension(p, extKeyUsage(OID.clientAuth))),
  ),
  acceptable(
    'looked-up',
    'Without id-pkix-ocsp-nocheck: its own status would have to be asked for.',
    'Responder',
    ['certificate/responder-is-not-looked-up', 'jpki/extensions-are-those-of-the-profile'],
    re((p) => withoutExtension(p, OID.ocspNoCheck)),
  ),
  acceptable(
    'nocheck-with-a-value',
    'id-pkix-ocsp-nocheck holds something else than NULL.',
    'Structure',
    ['certificate/responder-is-not-looked-up'],
    re((p) =>
      withExtension(p, { oid: OID.ocspNoCheck, critical: false, value: octetString(Uint8Array.of(1)) }),
    ),
  ),
  acceptable(
    'purpose-critical',
    'The purpose is critical.',
    'Critical',
    ['jpki/purpose-is-not-critical'],
    re((p) => withCritical(p, OID.extKeyUsage, true)),
  ),
  invalid(
    'may-not-sign',
    'The key may encipher and not sign.',
    'KeyUsage',
    'purpose',
    ['jpki/key-usage-is-that-of-its-kind'],
    re((p) => withExtension(p, keyUsage('keyEncipherment'))),
  ),
  invalid(
    'signed-by-the-generation-before',
    'Names the newer generation and is signed by the one before.',
    'Generation',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, generation('sign', OLDER).signer)),
  ),
  invalid(
    'signed-by-a-stranger',
    'Signed by another key.',
    'Signature',
    'path',
    ['certificate/signature-is-of-the-ca'],
    as(closeCertificate(parts, rsaKey('attacker'))),
  ),
  invalid(
    'marked-as-a-ca',
    'Marked as a CA.',
    'WrongKind',
    'path',
    ['certificate/only-a-ca-is-marked-as-one'],
    re((p) => withExtension(p, basicConstraints(true))),
  ),
  invalid(
    'ended',
    'Ended the day before.',
    'Time',
    'path',
    [],
    re((p) => ({ ...p, notBefore: day('2025-04-01T00:00:00Z'), notAfter: day('2026-03-31T00:00:00Z') })),
  ),
  acceptable(
    'lasts-two-years',
    'Lasts two years.',
    'Unsettled',
    ['jpki/responder-lasts-a-year-at-most'],
    re((p) => ({ ...p, notAfter: day('2028-03-31T00:00:00Z') })),
  ),
  acceptable(
    'organisation-without-test',
    'The name of the CA in it does not say that it is a test.',
    'Profile',
    ['certificate/issuer-bears-the-name-of-the-ca', 'jpki/organisation-says-that-it-is-a-test'],
    re((p) => ({
      ...p,
      issuer: name([
        ['C', 'JP'],
        ['O', 'JPKI-MOCK'],
        ['OU', 'JPKI for digital signature'],
        ['OU', 'Japan Agency for Local Authority Information Systems'],
      ]),
    })),
    'path',
  ),
];

export function ocspResponders(): Record<string, unknown> {
  const header = [
    'Certificates of delegated OCSP responders (RFC 6960, 4.2.2.2): each is certified by the very CA, and generation, that it answers for.',
    'The issuer of the group is the only CA that it may answer for.',
  ];
  const group = { type: 'CertificateCheck', time: timeText(AT), issuer: 0, need: NEED.responder };
  return fileOf('x509.schema.json', header, [
    {
      ...group,
      kind: 'jpki-ocsp-responder',
      comment: 'Of J-LIS, for the newer generation of the CA for signing.',
      anchors: [jpkiAnchors('sign').map(base64)[1]!],
      tests: testsOf(tests),
    },
    {
      ...group,
      kind: 'fpos-ocsp-responder',
      comment: 'Of the accredited CA.',
      anchors: [base64(accredited.certificate)],
      tests: testsOf([
        valid(
          'accredited',
          'The responder of the accredited CA.',
          'Ordinary',
          as(accredited.responder.certificate),
        ),
      ]),
    },
  ]);
}
