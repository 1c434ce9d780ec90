import { FID, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { changeTo, ef, inJpki, part, refused, right } from './dialogue.ts';

const NEXT = '8642';
const change = changeTo(NEXT);

export default testCase({
  id: 'TC-CARD-066',
  role: 'card',
  requirements: ['CARD-CHANGE-ACCESS'],
  purpose:
    'A PIN is not changed before it is verified, nor after the VERIFY of another one (6982 assumed); the old value stays right.',
  purposeJa: '自身の照合前や、他のPINの照合後には、PINは変更できず（6982と想定）、古い値が正しいままである。',
  destructive: true,
  ...inJpki(
    part('Not verified', ef(FID.AUTH_PIN), [change, refused('6982')]),
    part('Another one verified', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.AUTH_PIN), [
      change,
      refused('6982'),
    ]),
    part('The new value is wrong', [verify(utf8Encode(NEXT)), '63C2']),
    part('The old one is right, and now it can be changed', [right('authPin'), '9000'], [change, '9000']),
  ),
  provenBy: { fail: ['mutant:card-changes-any-pin'] },
});
