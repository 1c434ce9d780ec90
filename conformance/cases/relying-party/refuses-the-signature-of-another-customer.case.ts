import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-031',
  role: 'relying-party',
  requirements: ['OP-TX-CUSTOMER'],
  purpose: 'A payment of one customer, signed by another customer, is refused.',
  purposeJa: '他の顧客の署名では取引は実行されない。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('Another customer signs it', async (rig) => {
      const other = await becomeCustomer(rig, 2);
      await pay(rig, customer(rig), undefined, other.phone);
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'signer-not-this-customer'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-takes-anybodys-signature'] },
});
