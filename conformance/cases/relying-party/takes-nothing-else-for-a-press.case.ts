import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-049',
  role: 'relying-party',
  requirements: ['OP-RP-PURPOSE'],
  purpose: 'What was signed for another purpose is no press.',
  purposeJa: '他の目的で署名されたものは操作とみなさない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('The same payload with the purpose of a payment', async (rig) => {
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who), (payload) => ({
        ...payload,
        purpose: 'transaction',
      }));
      await lookAtRecord(rig, who);
    }),
    step('A good press', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pressRefused(1, 'change-malformed'), recordUnchanged(0, 1), pressAccepted(2)],
  provenBy: { fail: ['mutant:bank-ignores-the-purpose-of-a-press'] },
});
