import { profileTime } from '../../../simulator/profile/index.ts';
import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { DAY } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-050',
  role: 'relying-party',
  requirements: ['OP-RP-PRESS'],
  purpose: 'A press that was signed a day ago is refused.',
  purposeJa: '一日前に署名された操作は拒まれる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('A press of yesterday', async (rig) => {
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who), (payload) => ({
        ...payload,
        at: profileTime(new Date(rig.world.clock.now().getTime() - DAY)),
      }));
      await lookAtRecord(rig, who);
    }),
    step('A good press', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pressRefused(1, 'request-stale'), recordUnchanged(0, 1), pressAccepted(2)],
  provenBy: { fail: ['mutant:bank-takes-old-presses'] },
});
