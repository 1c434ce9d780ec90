import { FID } from '../../../simulator/apdu/index.ts';
import { sameEachTime } from '../../checks/card-signature.ts';
import { testCase } from '../define.ts';
import { afterPowerOff, application, ef, inJpki, part, right } from './dialogue.ts';
import { AID } from './files.ts';

const sign = ['802A0080 01 5A 00', '9000', 256] as const;

export default testCase({
  id: 'TC-CARD-063',
  role: 'card',
  requirements: ['CARD-SIGN-SAME'],
  purpose:
    'The same input gives the same signature, within one presence of the card and in the next one: clients derive keys from it.',
  purposeJa: '同じ入力の署名は、同じ提示の中でも次の提示でも同じである（鍵を導出する端末がある）。',
  ...inJpki(
    part('Sign twice', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY), sign, sign),
    afterPowerOff(
      'Sign after power-off',
      application(AID.JPKI),
      ef(FID.AUTH_PIN),
      [right('authPin'), '9000'],
      ef(FID.AUTH_KEY),
      sign,
    ),
    sameEachTime,
  ),
  provenBy: { fail: ['mutant:card-pads-with-a-counter'] },
});
