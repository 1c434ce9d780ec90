import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay, propose } from './customer.ts';

export default testCase({
  id: 'TC-RP-027',
  role: 'relying-party',
  requirements: ['OP-TX-BOUND'],
  purpose: 'A signature for another payment with the same content is refused.',
  purposeJa: '内容が同じでも、別の取引への署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The signature names another payment', async (rig) => {
      const other = await propose(rig, customer(rig));
      await pay(rig, customer(rig), (payload) => ({ ...payload, transaction: other.transaction }));
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-mismatch'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-ignores-the-payment-that-is-named'] },
});
