import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-025',
  role: 'relying-party',
  requirements: ['ESA-A2-1-TX'],
  purpose: 'A signature under another template than that of the proposal is refused.',
  purposeJa: '提案と異なる表示形式での署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('A monthly transfer was shown as a single one', (rig) =>
      pay(rig, customer(rig), (payload) => ({ ...payload, template: 'monthly-transfer.1' })),
    ),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-mismatch'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-ignores-the-template'] },
});
