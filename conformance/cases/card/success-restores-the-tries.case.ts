import { FID, queryTries, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, withPin, wrong } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-002',
  role: 'card',
  requirements: ['CARD-COUNTER'],
  purpose: 'A wrong PIN takes one try of its own PIN only; the right PIN gives all tries back.',
  purposeJa: '誤ったPINは当該PINの回数だけを一つ減らし、正しいPINは全回数を戻す。',
  destructive: true,
  ...inJpki(
    part(
      'Two wrong PINs, the second the beginning of the right one',
      ef(FID.AUTH_PIN),
      [wrong(), '63C2'],
      [withPin('authPin', (pin) => verify(utf8Encode(pin.slice(0, 3)))), ['63C1', '6700', '6A80']],
    ),
    part('The other PIN has lost nothing', ef(FID.SIGN_PIN), [queryTries(), '63C5']),
    part('The right PIN', ef(FID.AUTH_PIN), [right('authPin'), '9000'], [queryTries(), ['63C3', '9000']]),
  ),
  provenBy: { fail: ['mutant:card-success-keeps-the-counter', 'mutant:card-compares-a-prefix'] },
});
