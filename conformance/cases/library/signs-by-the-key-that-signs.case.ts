import { enrolledIn } from '../../checks/library.ts';
import { signsByTheOneThatSigns } from '../../checks/separate-keys.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';
import { proposal } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-123',
  role: 'library',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-LIB'],
  purpose: 'Where the keys are separate a transaction is signed by the key that signs.',
  purposeJa: '鍵を分ける場合、取引には署名用の鍵で署名する。',
  needs: ['transactions'],
  procedure: [enrol, step('A transaction is proposed', (rig) => rig.sign(proposal(rig)))],
  expectedResult: [enrolledIn(0), signsByTheOneThatSigns(1)],
  provenBy: { fail: ['mutant:library-signs-by-the-key-that-authenticates'] },
});
