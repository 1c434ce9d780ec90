import { pressAccepted } from '../../checks/bank.ts';
import { decidesByOnePress } from '../../checks/pressing.ts';
import { step, testCase } from '../define.ts';
import { becomesCustomer, moves, pushed } from './changes.ts';

export default testCase({
  id: 'TC-LIB-113',
  role: 'library',
  requirements: ['OP-LIB-PRESS'],
  purpose: 'A "no" is told to the bank as no.',
  purposeJa: '「いいえ」はそのまま銀行に伝えられる。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      await becomesCustomer(rig);
      await moves(rig);
    }),
    step('The user looks, and says no', (rig) => {
      rig.user.presses = 'decline';
      return rig.confirmChange(pushed(rig).change);
    }),
  ],
  expectedResult: [decidesByOnePress(1, 'decline'), pressAccepted(1)],
  provenBy: { fail: ['mutant:library-confirms-whatever-is-pressed'] },
});
