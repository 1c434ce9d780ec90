import { FID } from '../../../simulator/apdu/index.ts';
import { testCase } from '../define.ts';
import { ef, inJpki, part, right } from './dialogue.ts';

const badLength = ['6985/6700', '6A80'] as const;

export default testCase({
  id: 'TC-CARD-057',
  role: 'card',
  requirements: ['CARD-SIGN-LENGTH'],
  purpose:
    'Input that does not fit is refused and not cut: nothing at all, 246 bytes, and 31 or 33 bytes where a hash is wanted (6985 or 6700).',
  purposeJa:
    '合わない長さの入力（なし、246バイト、ハッシュ値のはずの31バイト又は33バイト）は切り詰めずに拒む（6985又は6700）。',
  ...inJpki(
    part('VERIFY', ef(FID.AUTH_PIN), [right('authPin'), '9000'], ef(FID.AUTH_KEY)),
    part(
      'Lengths that do not fit',
      ['802A0080 00', ['6700/6985']],
      [`802A0080 F6 ${'5A'.repeat(246)} 00`, badLength],
      [`802A0280 1F ${'5A'.repeat(31)} 00`, [...badLength, '6A86']],
      [`802A0480 21 ${'5A'.repeat(33)} 00`, [...badLength, '6A86']],
      ['802A0380 00', ['6700/6985', '6A86']],
    ),
    part('One that fits', [`802A0080 F5 ${'5A'.repeat(245)} 00`, '9000', 256]),
  ),
  provenBy: { fail: ['mutant:card-cuts-its-input'] },
});
