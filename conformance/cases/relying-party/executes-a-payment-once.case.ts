import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, handIn, lookAtAccount, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-020',
  role: 'relying-party',
  requirements: ['OP-TX-ONCE'],
  purpose: 'A payment is executed once; its signature handed in again does nothing.',
  purposeJa: '取引は一回だけ実行され、同じ署名の再送では何も起きない。',
  needs: ['transactions', 'customers'],
  procedure: [
    step(
      'A payment is signed and handed in',
      async (rig) => void rig.notes.set('paid', await pay(rig, await becomeCustomer(rig))),
    ),
    step('The same signature again', async (rig) => {
      const who = customer(rig);
      const { proposal, jws } = rig.notes.get('paid') as Awaited<ReturnType<typeof pay>>;
      await handIn(rig, who, proposal.transaction, jws);
      await lookAtAccount(rig, who);
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-closed'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-executes-twice'] },
});
