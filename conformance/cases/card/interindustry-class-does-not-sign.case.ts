import { FID } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-061',
  role: 'card',
  requirements: ['CARD-SIGN-CLASS'],
  purpose: 'The signature command has class 80; with class 00 the same bytes sign nothing.',
  purposeJa: '署名コマンドのクラスは80である。クラス00の同じバイト列では署名しない。',
  ...inJpki(
    part('VERIFY', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY)),
    part('Class 00', ['002A0080 01 5A 00', ['6D00', '6E00', '6A86', '6A81', '6985', '6982']]),
    part('Class 80', ['802A0080 01 5A 00', '9000', 256]),
  ),
  provenBy: { fail: ['mutant:card-ignores-the-class'] },
});
