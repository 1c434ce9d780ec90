import { pressAccepted, recordUnchanged } from '../../checks/bank.ts';
import { changesAre, pushesOnce } from '../../checks/bank-changes.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, lookAtChanges, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-042',
  role: 'relying-party',
  requirements: ['OP-RP-PRESS'],
  purpose: 'A "no" leaves the record as it was, and the change on record as declined.',
  purposeJa: '「いいえ」なら記録は変わらず、変更は拒否として残る。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('The customer says no', async (rig) => {
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who), (payload) => ({
        ...payload,
        decision: 'decline',
      }));
      await lookAtRecord(rig, who);
      await lookAtChanges(rig, who);
    }),
  ],
  expectedResult: [pushesOnce(0), pressAccepted(1), recordUnchanged(0, 1), changesAre(1, 'declined')],
  provenBy: { fail: ['mutant:bank-takes-no-for-yes'] },
});
