import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-035',
  role: 'relying-party',
  requirements: ['OP-RP-PURPOSE'],
  purpose: 'What was signed for a log-in pays nothing, though it holds all members of a payment.',
  purposeJa: 'ログインのための署名は、取引の項目を備えていても取引に使えない。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('A signature whose purpose is log-in', (rig) =>
      pay(rig, customer(rig), (payload) => ({ ...payload, purpose: 'login' })),
    ),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-malformed'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-ignores-the-purpose-of-a-payment'] },
});
