/** The file of OCSP answers. */

import { buildOcspRequest, certId } from '../../../simulator/pki/index.ts';
import { AT, accredited, USER, USER_REVOKED, userCertificate } from '../authorities.ts';
import { base64, fileOf, testsOf, timeText } from '../file.ts';
import { accreditedAnswer } from '../status.ts';
import { valid } from '../vector.ts';
import { believed, certIds, encodings, nonces, refusals, responders, times } from './answers.ts';
import { as, certificate, issuer, NOW, nonce, request } from './base.ts';

const question = buildOcspRequest({ certIds: [certId(accredited.certificate, USER.serial, 'sha1')], nonce });

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
      certificate: base64(userCertificate),
      request: base64(question),
      nonceHex,
      time: timeText(AT),
      tests: testsOf([
        valid('accredited-good', 'Good.', 'Ordinary', as(accreditedAnswer([], question), 'good')),
        valid(
          'accredited-revoked',
          'Revoked at the wish of the holder.',
          'Revoked',
          as(accreditedAnswer([USER_REVOKED], question), 'revoked', 'cessationOfOperation'),
        ),
      ]),
    },
  ]);
}
