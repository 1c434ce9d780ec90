import { createHash } from 'node:crypto';
import { computeDigitalSignature, digestInfoSha256, FID, utf8Encode } from '../../../simulator/apdu/index.ts';
import { sameEachTime, signsMessage } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const message = utf8Encode('fpos-hil TC-CARD-004');
const sign = computeDigitalSignature(digestInfoSha256(createHash('sha256').update(message).digest()));

export default testCase({
  id: 'TC-CARD-004',
  role: 'card',
  requirements: ['CARD-SIGN'],
  purpose:
    'Without VERIFY no signature is made; after it, the signature verifies under the certificate and is the same each time.',
  purposeJa: 'VERIFYなしでは署名せず、VERIFY後の署名は証明書で検証でき、同じ入力には同じ値を返す。',
  ...inJpki(
    wholeFile('Read the authentication certificate', FID.AUTH_CERT),
    part('Ask for a signature without VERIFY', ef(FID.AUTH_KEY), [sign, '6982']),
    part(
      'VERIFY, then two signatures',
      ef(FID.AUTH_PIN),
      [right('authPin'), '9000'],
      ef(FID.AUTH_KEY),
      [sign, '9000', 256],
      [sign, '9000', 256],
    ),
    signsMessage(0, message),
    sameEachTime,
    part('The PIN of one key opens no other', ef(FID.SIGN_KEY), [sign, '6982']),
  ),
  provenBy: {
    fail: [
      'mutant:card-signs-without-verify',
      'mutant:card-pads-wrongly',
      'mutant:card-one-pin-opens-both-keys',
    ],
  },
});
