import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wrong } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-023',
  role: 'card',
  requirements: ['CARD-VERIFY-AGAIN'],
  purpose:
    'A wrong PIN after the right one is refused and takes a try; that it also closes what was open is ISO practice, told when a card does otherwise.',
  purposeJa:
    '正しいPINの後の誤ったPINも拒まれ回数を減らす。開いた状態が閉じるのはISOの慣行で、異なる場合は助言のみ。',
  destructive: true,
  ...inJpki(
    part('Right, then wrong', ef(FID.SIGN_PIN), [right('signPin'), '9000'], [wrong(6), '63C4']),
    part('Is it still open', ef(FID.SIGN_CERT), [readBinary(0, 4), ['6982', '9000']]),
    part('Right again', ef(FID.SIGN_PIN), [right('signPin'), '9000'], [queryTries(), ['63C5', '9000']]),
    part('Open', ef(FID.SIGN_CERT), [readBinary(0, 4), '9000', 4]),
  ),
  provenBy: { fail: ['mutant:card-takes-any-pin-once-verified'] },
});
