import { pressAccepted } from '../../checks/bank.ts';
import { looksByTheOneThatAuthenticates, pressesByTheOneThatSigns } from '../../checks/separate-keys.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { becomesCustomer, moves, pushed } from './changes.ts';

export default testCase({
  id: 'TC-LIB-124',
  role: 'library',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-LIB'],
  purpose:
    'Where the keys are separate a change is looked at by the key that authenticates, and pressed by the key that signs.',
  purposeJa: '鍵を分ける場合、変更の閲覧は認証用の鍵、確認の操作は署名用の鍵による。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      await becomesCustomer(rig);
      await moves(rig);
    }),
    step('The user looks, and presses once', (rig) => rig.confirmChange(pushed(rig).change)),
  ],
  expectedResult: [looksByTheOneThatAuthenticates(1), pressesByTheOneThatSigns(1), pressAccepted(1)],
  provenBy: {
    fail: [
      'mutant:library-logs-in-by-the-key-that-signs',
      'mutant:library-signs-by-the-key-that-authenticates',
    ],
  },
});
