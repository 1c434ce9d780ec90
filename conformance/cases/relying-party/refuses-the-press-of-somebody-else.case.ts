import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { becomeCustomer, customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-046',
  role: 'relying-party',
  requirements: ['OP-RP-PRESS'],
  purpose: 'The press of another customer changes nothing, and that customer hears of no such change.',
  purposeJa: '他の顧客の操作では何も変わらず、変更の存在も示されない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('Another customer presses', async (rig) => {
      const other = await becomeCustomer(rig, 2);
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who), undefined, other.phone);
      await lookAtRecord(rig, who);
    }),
    step('The customer presses', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pressRefused(1, 'change-unknown'), recordUnchanged(0, 1), pressAccepted(2)],
  provenBy: { fail: ['mutant:bank-takes-anybodys-press'] },
});
