import { FID, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-163',
  role: 'card',
  requirements: ['CARD-EXTERNAL-AUTHENTICATE'],
  purpose:
    'EXTERNAL AUTHENTICATE, for which no holder has a key, is refused (6985 assumed) and opens nothing, also after a challenge.',
  purposeJa:
    '所持者が鍵をもたないEXTERNAL AUTHENTICATEは、チャレンジの後でも拒まれ（6985と想定）、何も開かない。',
  ...inJpki(
    part(
      'EXTERNAL AUTHENTICATE',
      ['00820000', refused('6985')],
      ['00840000 08', '9000', 8],
      ['00820000 08 0102030405060708', refused('6985')],
      ef(FID.AUTH_KEY),
      ['00820080 08 0102030405060708', refused('6985')],
    ),
    part('Nothing is open', ef(FID.SIGN_CERT), [readBinary(0, 4), '6982']),
    part('The PIN opens it', ef(FID.SIGN_PIN), [right('signPin'), '9000'], ef(FID.SIGN_CERT), [
      readBinary(0, 4),
      '9000',
      4,
    ]),
  ),
  provenBy: { fail: ['mutant:card-believes-everybody'] },
});
