import { pressAccepted } from '../../checks/bank.ts';
import { pushesOnce } from '../../checks/bank-changes.ts';
import { inv29 } from '../../checks/inv-29.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { again, consented, moves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

const ADDRESS = '東京都架空区試験町一丁目２番３号';

export default testCase({
  id: 'TC-RP-041',
  role: 'relying-party',
  requirements: ['OP-RP-PUSH'],
  purpose:
    'The push says that there is something to look at: no address, no name, no identifier of the customer.',
  purposeJa: '通知には住所・氏名・顧客の識別子を含まない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer who consented moves', async (rig) => {
      const who = await consented(rig);
      await lookAtRecord(rig, who);
      await moves(rig, ADDRESS);
    }),
    step('The customer presses', async (rig) => {
      const who = await again(rig, customer(rig));
      await press(rig, who, await waitingChange(rig, who));
    }),
  ],
  expectedResult: [pushesOnce(0), holds(inv29), pressAccepted(1)],
  provenBy: {
    fail: ['mutant:bank-tells-the-address-in-the-push', 'mutant:bank-tells-the-identifier-in-the-push'],
  },
});
