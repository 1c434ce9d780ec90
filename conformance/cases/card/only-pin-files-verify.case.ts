import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, refused, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-020',
  role: 'card',
  requirements: ['CARD-VERIFY-STRUCTURE'],
  purpose:
    'VERIFY while a key or a certificate is current is refused (6981 assumed), even with the PIN that guards it.',
  purposeJa: '鍵や証明書が現在のEFであるときのVERIFYは、それを守るPINであっても拒む（6981と想定）。',
  ...inJpki(
    part(
      'The signing PIN where there is no PIN',
      ef(FID.SIGN_KEY),
      [right('signPin'), refused('6981')],
      ef(FID.SIGN_CERT),
      [right('signPin'), refused('6981')],
      [readBinary(0, 4), '6982'],
    ),
    part('Where it belongs', ef(FID.SIGN_PIN), [queryTries(), '63C5'], [right('signPin'), '9000']),
  ),
  provenBy: { fail: ['mutant:card-takes-the-first-pin-for-current'] },
});
