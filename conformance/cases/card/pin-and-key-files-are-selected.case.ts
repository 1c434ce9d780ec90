import { FID, selectEf } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { inJpki, part } from './dialogue.ts';

export default testCase({
  id: 'TC-CARD-013',
  role: 'card',
  requirements: ['CARD-SELECT-EF'],
  purpose:
    'Files of PINs and keys are selected before any VERIFY, with 9000 and no data; the conditions stand at their use.',
  purposeJa: 'PINと鍵のIEFは照合前でも選択でき、9000のみを返す。条件は使用時に判定する。',
  ...inJpki(
    part(
      'PINs, keys and the protected certificate',
      ...[FID.AUTH_KEY, FID.AUTH_PIN, FID.SIGN_KEY, FID.SIGN_PIN, FID.SIGN_CERT].map(
        (fid) => [selectEf(fid), '9000', 0] as const,
      ),
    ),
    part('A file that is not there', [selectEf(0x0007), '6A82']),
  ),
  provenBy: { fail: ['mutant:card-hides-its-internal-files'] },
});
