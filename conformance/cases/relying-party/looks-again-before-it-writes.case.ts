import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { again, consentedToBank, moves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-074',
  role: 'relying-party',
  requirements: ['OP-RP-VERIFIER', 'OP-RP-ONCE'],
  purpose:
    'While J-LIS cannot be asked whether there is a newer change, a press changes nothing: it may know of one.',
  purposeJa: '機構により新しい変更の有無を確認できない間は変更しない（より新しい異動があり得る）。',
  needs: ['own-verification', 'attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer who consented to the bank moves', async (rig) => {
      const who = await consentedToBank(rig);
      await lookAtRecord(rig, who);
      await moves(rig, '東京都架空区試験町一丁目２番３号');
    }),
    step('The customer presses while J-LIS is away', async (rig) => {
      const who = await again(rig, customer(rig));
      const change = await waitingChange(rig, who);
      rig.world.network.setReachable(JLIS_HOSTS.ocspSign, false);
      await press(rig, who, change);
      rig.world.network.setReachable(JLIS_HOSTS.ocspSign, true);
      await lookAtRecord(rig, who);
    }),
    step('J-LIS is back; the customer presses', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pressRefused(1, 'change-not-confirmed'), recordUnchanged(0, 1), pressAccepted(2)],
  provenBy: { fail: ['mutant:bank-does-not-look-again'] },
});
