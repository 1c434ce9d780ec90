import { refusedWith } from '../../checks/ca.ts';
import { bothCome, neitherComes } from '../../checks/separate-keys.ts';
import { step, testCase } from '../define.ts';
import { applyWith, SEPARATE } from './two-keys.ts';

export default testCase({
  id: 'TC-CA-451',
  role: 'ca',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-CA'],
  purpose: 'One key that is to sign and to authenticate is refused where two are asked for.',
  purposeJa: '鍵を分ける場合、署名用と認証用に同じ鍵を用いる申込みは拒まれる。',
  procedure: [
    step('Somebody applies with two keys', (rig) =>
      applyWith(rig, { signs: rig.holders.scalar(), authenticates: rig.holders.scalar() }),
    ),
    step('And again, with one key for both', (rig) => {
      const own = rig.holders.scalar();
      return applyWith(rig, { signs: own, authenticates: own });
    }),
  ],
  expectedResult: [bothCome(0), refusedWith(1, 'key-not-separate'), neitherComes(1)],
  provenBy: { fail: ['mutant:ca-takes-one-key-for-two'] },
});
