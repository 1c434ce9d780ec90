import { decidesByOnePress, showsThePush, tellsTheBankNothing } from '../../checks/pressing.ts';
import { step, testCase } from '../define.ts';
import { becomesCustomer, moves, pushed } from './changes.ts';

export default testCase({
  id: 'TC-LIB-111',
  role: 'library',
  requirements: ['OP-LIB-PRESS'],
  purpose: 'A push is shown, and nothing is asked, sent or confirmed by it.',
  purposeJa: '通知は表示されるだけで、それによって何も尋ねず、送らず、確認しない。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      await becomesCustomer(rig);
      await moves(rig);
    }),
    step('The push comes', (rig) => rig.receivePush(pushed(rig))),
    step('The user looks, and presses once', (rig) => rig.confirmChange(pushed(rig).change)),
  ],
  expectedResult: [showsThePush(1), tellsTheBankNothing(1), decidesByOnePress(2, 'confirm')],
  provenBy: { fail: ['mutant:library-asks-at-the-push'] },
});
