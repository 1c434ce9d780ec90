import { FID, queryTries, readBinary, utf8Encode, verify } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, withPin } from './dialogue.ts';

const longer = (pin: string, length: number): Uint8Array => verify(utf8Encode(pin.padEnd(length, '0')));

export default testCase({
  id: 'TC-CARD-018',
  role: 'card',
  requirements: ['CARD-VERIFY-LENGTH'],
  purpose:
    'A value that begins with the right PIN and goes on is refused: up to 16 bytes it counts as wrong, longer it answers 6700 (both assumed: a card that counts otherwise is told, not failed).',
  purposeJa:
    '正しいPINで始まり続きのある値は拒む。16バイトまでは誤りとして数え、超えれば6700（いずれも想定。異なる数え方は助言のみ）。',
  destructive: true,
  ...inJpki(
    part(
      'Longer values',
      ef(FID.SIGN_PIN),
      [withPin('signPin', (pin) => longer(pin, 16)), ['63C4', '6700', '6A80']],
      [withPin('signPin', (pin) => longer(pin, 17)), ['6700', '63Cx', '6A80']],
      [queryTries(), ['63C4', '63C5', '63C3']],
    ),
    part('Nothing is open', ef(FID.SIGN_CERT), [readBinary(0, 4), '6982']),
    part('The right one', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
    ]),
  ),
  provenBy: { fail: ['mutant:card-cuts-what-it-compares'] },
});
