import { digestsOf } from '../../../simulator/profile/index.ts';
import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, PAYMENT, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-023',
  role: 'relying-party',
  requirements: ['ESA-A2-1-TX', 'NOTE-TX'],
  purpose: 'A signature over another payee than the one proposed is refused.',
  purposeJa: '提案と異なる受取人への署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The phone was shown another payee, and signed that', (rig) =>
      pay(rig, customer(rig), (payload) => ({
        ...payload,
        ...digestsOf({ ...PAYMENT, account: '9999-001-7654321' }),
      })),
    ),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-mismatch'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-does-not-compare-the-content'] },
});
