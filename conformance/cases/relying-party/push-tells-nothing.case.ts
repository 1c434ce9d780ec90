import { pressAccepted } from '../../checks/bank.ts';
import { pushesOnce } from '../../checks/bank-changes.ts';
import { inv29 } from '../../checks/inv-29.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { customer } from './customer.ts';

export default testCase({
  id: 'TC-RP-041',
  role: 'relying-party',
  requirements: ['OP-RP-PUSH'],
  purpose:
    'The push says that there is something to look at: no address, no name, no identifier of the customer.',
  purposeJa: '通知には住所・氏名・顧客の識別子を含まない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
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
