import { FID, readBinary, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

/** Its purpose is unknown, and so is who may read it. */
const PROTECTED = 0x0009;

export default testCase({
  id: 'TC-CARD-177',
  role: 'card',
  requirements: ['CARD-ACCESS'],
  purpose:
    'File 0009 of the 公的個人認証AP, whose purpose is unknown, is selected and not read, whichever PIN was verified (6982 observed).',
  purposeJa:
    '用途不明の公的個人認証APのファイル0009は、選択できるが、いずれのPINの照合後も読めない（観測: 6982）。',
  ...inJpki(
    part('Before VERIFY', [selectEf(PROTECTED), ['9000', '6A82']], [readBinary(0, 1), ['6982', '6986'], 0]),
    part('Both PINs', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.SIGN_PIN), [
      right('signPin'),
      '9000',
    ]),
    part(
      'After VERIFY',
      [selectEf(PROTECTED), ['9000', '6A82']],
      [readBinary(0, 1), ['6982', '6981', '6986'], 0],
    ),
  ),
  provenBy: { fail: ['mutant:card-reads-without-pin'] },
});
