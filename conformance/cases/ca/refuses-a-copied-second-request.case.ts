import type { Requests } from '../../../simulator/society/index.ts';
import { refusedWith } from '../../checks/ca.ts';
import { bothCome, neitherComes } from '../../checks/separate-keys.ts';
import { step, testCase } from '../define.ts';
import { applyWith, SEPARATE } from './two-keys.ts';

export default testCase({
  id: 'TC-CA-452',
  role: 'ca',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-CA'],
  purpose:
    'A request for the key that authenticates, copied from another application, is refused beside a right one.',
  purposeJa: '別の申込みから写した認証用の発行要求は、署名用の要求が正しくても拒まれる。',
  procedure: [
    step('Somebody applies with two keys', (rig) =>
      applyWith(rig, { signs: rig.holders.scalar(), authenticates: rig.holders.scalar() }, (requests) => {
        rig.notes.set('requests', requests);
        return requests;
      }),
    ),
    step('And again, with the second request of before', (rig) =>
      applyWith(rig, { signs: rig.holders.scalar(), authenticates: rig.holders.scalar() }, (requests) => {
        const { authenticationCsr } = rig.notes.get('requests') as Requests;
        return { ...requests, ...(authenticationCsr !== undefined && { authenticationCsr }) };
      }),
    ),
  ],
  expectedResult: [bothCome(0), refusedWith(1, 'csr-binding'), neitherComes(1)],
  provenBy: { fail: ['mutant:ca-binds-the-first-request-only'] },
});
