import { FID, queryTries, readBinary } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right, wrong } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-026',
  role: 'card',
  requirements: ['CARD-COUNTER'],
  purpose:
    'When the authentication PIN is blocked, the signing password keeps its tries and opens its certificate.',
  purposeJa: '利用者証明用PINが閉塞しても、署名用パスワードは回数を保ち、証明書を開く。',
  destructive: true,
  ...inJpki(
    part('Block one', ef(FID.AUTH_PIN), [wrong(), '63C2'], [wrong(), '63C1'], [wrong(), '63C0']),
    part(
      'The other',
      ef(FID.SIGN_PIN),
      [queryTries(), '63C5'],
      [right('signPin'), '9000'],
      ef(FID.SIGN_CERT),
      [readBinary(0, 4), '9000', 4],
    ),
  ),
  provenBy: { fail: ['mutant:card-blocks-all-together'] },
});
