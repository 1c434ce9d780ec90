import { FID, queryTries, readBinary, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { changeTo, ef, inJpki, part, right } from './dialogue.ts';

const NEXT = 'NEW2026PIN';

export default testCase({
  id: 'TC-CARD-164',
  role: 'card',
  requirements: ['CARD-CHANGE-STATE'],
  purpose:
    'A new PIN has all its tries; that it counts as verified at once, without another VERIFY, is assumed: a card that closes is told, not failed.',
  purposeJa:
    '変更後のPINは全回数をもつ。照合し直さずに照合済みとして扱うことは想定であり、閉じるカードは助言のみとする。',
  destructive: true,
  ...inJpki(
    part(
      'VERIFY, then change',
      ef(FID.SIGN_PIN),
      [right('signPin'), '9000'],
      [changeTo(NEXT), '9000', 0],
      [queryTries(), ['63C5', '9000']],
    ),
    part('Is it open', ef(FID.SIGN_CERT), [readBinary(0, 4), ['9000', '6982']]),
    part('The new PIN', ef(FID.SIGN_PIN), [verify(utf8Encode(NEXT)), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
      4,
    ]),
  ),
  provenBy: { fail: ['mutant:card-takes-a-try-for-a-change'] },
});
