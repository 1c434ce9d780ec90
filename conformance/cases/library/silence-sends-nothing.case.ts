import { pressAccepted } from '../../checks/bank.ts';
import { decidesByOnePress, tellsTheBankNothing } from '../../checks/pressing.ts';
import { step, testCase } from '../define.ts';
import { becomesCustomer, moves, pushed } from './changes.ts';

export default testCase({
  id: 'TC-LIB-114',
  role: 'library',
  requirements: ['OP-LIB-PRESS'],
  purpose: 'Who looks and presses nothing has sent nothing; a later press still counts.',
  purposeJa: '見ただけで操作しなければ何も送られず、後の操作は有効である。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      await becomesCustomer(rig);
      await moves(rig);
    }),
    step('The user looks, and presses nothing', (rig) => {
      rig.user.presses = undefined;
      return rig.confirmChange(pushed(rig).change);
    }),
    step('The user looks again, and presses', (rig) => {
      rig.user.presses = 'confirm';
      return rig.confirmChange(pushed(rig).change);
    }),
  ],
  expectedResult: [tellsTheBankNothing(1, { asks: true }), decidesByOnePress(2, 'confirm'), pressAccepted(2)],
  provenBy: { fail: ['mutant:library-takes-silence-for-a-press'] },
});
