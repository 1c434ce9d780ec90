import { concat, FID, queryTries, readBinary, utf8Encode } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right, withPin } from './dialogue.ts';

const verifyWith = (p1: number, p2: number, pin: string): Uint8Array =>
  concat(Uint8Array.of(0x00, 0x20, p1, p2, pin.length), utf8Encode(pin));

export default testCase({
  id: 'TC-CARD-017',
  role: 'card',
  requirements: ['CARD-VERIFY-P1P2'],
  purpose:
    'VERIFY with a P1 or P2 that the card does not define is refused (6A86 assumed), opens nothing and takes no try.',
  purposeJa: '未定義のP1・P2のVERIFYは拒み（6A86と想定）、何も開かず回数も減らさない。',
  ...inJpki(
    part(
      'The right PIN with other parameters',
      ef(FID.SIGN_PIN),
      [withPin('signPin', (pin) => verifyWith(0x01, 0x80, pin)), refused('6A86')],
      [withPin('signPin', (pin) => verifyWith(0x00, 0x00, pin)), refused('6A86')],
      [withPin('signPin', (pin) => verifyWith(0x00, 0x9f, pin)), refused('6A86')],
    ),
    part('Nothing is open, no try is gone', [queryTries(), '63C5'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '6982',
    ]),
    part('The same PIN with the right ones', ef(FID.SIGN_PIN), [right('signPin'), '9000']),
  ),
  provenBy: { fail: ['mutant:card-ignores-p1-of-verify'] },
});
