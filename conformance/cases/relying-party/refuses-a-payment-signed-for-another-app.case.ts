import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-028',
  role: 'relying-party',
  requirements: ['OP-TX-BOUND'],
  purpose: 'A signature that was made in another app is refused.',
  purposeJa: '別のアプリで行われた署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('Signed in another app', (rig) =>
      pay(rig, customer(rig), (payload) => ({ ...payload, appId: 'shop' })),
    ),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-mismatch'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-ignores-the-app-of-a-payment'] },
});
