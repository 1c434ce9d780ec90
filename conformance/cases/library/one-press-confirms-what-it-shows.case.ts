import { pressAccepted } from '../../checks/bank.ts';
import { decidesByOnePress, showsOldAndNew } from '../../checks/pressing.ts';
import { step, testCase } from '../define.ts';
import { becomesCustomer, moves, pushed } from './changes.ts';

export default testCase({
  id: 'TC-LIB-112',
  role: 'library',
  requirements: ['OP-LIB-SHOW', 'NOTE-ONE-PRESS-LIB'],
  purpose: 'Old → new, source and date are shown, and one press completes the change.',
  purposeJa: '変更前後・出典・日付が示され、一回の操作で変更が完了する。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      await becomesCustomer(rig);
      await moves(rig);
    }),
    step('The user looks, and presses once', (rig) => rig.confirmChange(pushed(rig).change)),
  ],
  expectedResult: [showsOldAndNew(1), decidesByOnePress(1, 'confirm'), pressAccepted(1)],
  provenBy: {
    fail: [
      'mutant:library-asks-twice-for-a-change',
      'mutant:library-hides-what-was',
      'mutant:library-signs-another-change-set',
    ],
  },
});
