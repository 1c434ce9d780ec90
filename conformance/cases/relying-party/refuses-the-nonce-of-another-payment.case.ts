import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay, propose } from './customer.ts';

export default testCase({
  id: 'TC-RP-026',
  role: 'relying-party',
  requirements: ['OP-TX-BOUND'],
  purpose: 'A signature with the nonce of another payment is refused.',
  purposeJa: '別の取引のノンスによる署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The nonce of another proposal', async (rig) => {
      const other = await propose(rig, customer(rig));
      await pay(rig, customer(rig), (payload) => ({ ...payload, nonce: other.nonce }));
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-mismatch'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-ignores-the-nonce-of-a-payment'] },
});
