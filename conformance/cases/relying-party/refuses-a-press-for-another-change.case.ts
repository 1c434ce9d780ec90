import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-048',
  role: 'relying-party',
  requirements: ['OP-RP-PRESS'],
  purpose: 'A press that names another change is refused.',
  purposeJa: '別の変更への操作は拒まれる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('A press for another change', async (rig) => {
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who), (payload) => ({
        ...payload,
        case: rig.holders.nonce(),
      }));
      await lookAtRecord(rig, who);
    }),
    step('A good press', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pressRefused(1, 'change-mismatch'), recordUnchanged(0, 1), pressAccepted(2)],
  provenBy: { fail: ['mutant:bank-does-not-bind-the-press-to-the-change'] },
});
