/** The file of OCSP answers. */

import { CA_URI } from '../../../simulator/ca/issuing/authority.ts';
import { buildBasic } from '../../../simulator/ca/issuing/certificate-profile.ts';
import { buildOcspRequest, certId } from '../../../simulator/pki/index.ts';
import { AT, accredited, p256Key } from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import { accreditedAnswer } from '../status.ts';
import { valid } from '../vector.ts';
import { believed, certIds, encodings, nonces, refusals, responders, times } from './answers.ts';
import { as, certificate, issuer, NOW, nonce, request } from './base.ts';

const SERIAL = 0x01_9f3c_22d4_7a10_5be8_61c9_0d44_f2a7n;
const user = buildBasic(
  {
    serial: SERIAL,
    issuer: accredited.name,
    signer: accredited.signer,
    notBefore: new Date('2026-03-30T02:15:00Z'),
    notAfter: new Date('2031-03-30T02:14:59Z'),
    spki: p256Key('user').spki,
    subjectId: '5ce0a1b2c3d4e5f6',
    crlUri: CA_URI.crl,
    ocspUri: CA_URI.ocsp,
    cpsUri: CA_URI.cps,
  },
  { commonName: '見本　花子', recorded: { name: '見本　花子', nameFlags: '00000' } },
);
const question = buildOcspRequest({ certIds: [certId(accredited.certificate, SERIAL, 'sha1')], nonce });
const ofUser = {
  serial: SERIAL,
  at: new Date('2026-03-31T12:00:00Z'),
  reason: 'cessationOfOperation',
} as const;

export function answers(): Record<string, unknown> {
  const nonceHex = Buffer.from(nonce).toString('hex').toUpperCase();
  const header = [
    'OCSP answers (RFC 6960) about one certificate. A verifier sent the request of the group, with its nonce, and judges for its time.',
    'An answer that is accepted may say good, revoked or unknown; only good lets a signature count.',
  ];
  return fileOf('ocsp.schema.json', header, [
    {
      type: 'OcspCheck',
      kind: 'jpki-answer',
      comment: 'Answers of J-LIS about a signing certificate of the newer generation.',
      issuer: base64(issuer.certificate),
      certificate: base64(certificate),
      request: base64(request),
      nonceHex,
      time: timeText(NOW),
      tests: testsOf([believed, encodings, refusals, responders, certIds, nonces, times].flat()),
    },
    {
      type: 'OcspCheck',
      kind: 'fpos-answer',
      comment: 'Answers of the accredited CA.',
      issuer: base64(accredited.certificate),
      certificate: base64(user),
      request: base64(question),
      nonceHex,
      time: timeText(AT),
      tests: testsOf([
        valid('accredited-good', 'Good.', 'Ordinary', as(accreditedAnswer([], question), 'good')),
        valid(
          'accredited-revoked',
          'Revoked at the wish of the holder.',
          'Revoked',
          as(accreditedAnswer([ofUser], question), 'revoked', 'cessationOfOperation'),
        ),
      ]),
    },
  ]);
}
