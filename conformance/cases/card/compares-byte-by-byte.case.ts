import { FID, queryTries, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, withPin } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-021',
  role: 'card',
  requirements: ['CARD-VERIFY-BYTES'],
  purpose:
    'The signing password in lower case is a wrong one: the card compares bytes, folding is for the client.',
  purposeJa:
    '小文字で入力した署名用パスワードは誤りである。カードはバイト単位で比べ、大文字化は端末側が行う。',
  destructive: true,
  ...inJpki(
    part('The password in lower case', ef(FID.SIGN_PIN), [
      withPin('signPin', (pin) => verify(utf8Encode(pin.toLowerCase()))),
      '63C4',
    ]),
    part('And as it is', [right('signPin'), '9000'], [queryTries(), ['63C5', '9000']]),
  ),
  provenBy: { fail: ['mutant:card-folds-case'] },
});
