import { computeDigitalSignature, FID } from '../../../simulator/apdu/index.ts';
import { signsExactly } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wholeFile } from './dialogue.ts';

const input = Uint8Array.of(0x5a);
const sign = computeDigitalSignature(input);

export default testCase({
  id: 'TC-CARD-060',
  role: 'card',
  requirements: ['CARD-SIGN', 'CARD-ACCESS'],
  purpose:
    'The signing key signs neither without a PIN nor after the authentication PIN; after its own password the signature opens with the signing certificate.',
  purposeJa:
    '署名用の鍵は、PINなしでも利用者証明用PINの後でも署名しない。自身のパスワードの後の署名は署名用電子証明書で検証できる。',
  ...inJpki(
    part('Without a PIN', ef(FID.SIGN_KEY), [sign, '6982']),
    part('With the other PIN', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.SIGN_KEY), [
      sign,
      '6982',
    ]),
    part('With its own', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
    wholeFile('The signing certificate', FID.SIGN_CERT),
    part('Sign', ef(FID.SIGN_KEY), [sign, '9000', 256]),
    signsExactly(3, input),
  ),
  provenBy: { fail: ['mutant:card-one-pin-opens-both-keys', 'mutant:card-pads-wrongly'] },
});
