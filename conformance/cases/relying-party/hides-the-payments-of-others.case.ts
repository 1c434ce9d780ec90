import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, handIn, lookAtAccount, pay, payloadFor, propose } from './customer.ts';

export default testCase({
  id: 'TC-RP-032',
  role: 'relying-party',
  requirements: ['OP-TX-CUSTOMER'],
  purpose: 'A customer who hands in a signature for a payment of somebody else hears that there is none.',
  purposeJa: '他人の取引への署名には、該当なしと答える。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('Another customer signs a payment that is not theirs', async (rig) => {
      const other = await becomeCustomer(rig, 2);
      const proposal = await propose(rig, customer(rig));
      const jws = rig.holders.jws(other.phone, payloadFor(rig, proposal));
      await handIn(rig, other, proposal.transaction, jws);
      await lookAtAccount(rig, customer(rig));
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-unknown'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-finds-the-payments-of-others'] },
});
