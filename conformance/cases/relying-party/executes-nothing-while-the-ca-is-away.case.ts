import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { CA_HOST } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-034',
  role: 'relying-party',
  requirements: ['OP-RP-STATUS'],
  purpose: 'While the status of the certificate cannot be had nothing is executed.',
  purposeJa: '失効確認ができない間は取引を実行しない。',
  needs: ['transactions', 'customers', 'certificate-status'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The CA cannot be reached', async (rig) => {
      rig.world.network.setReachable(CA_HOST, false);
      await pay(rig, customer(rig));
      rig.world.network.setReachable(CA_HOST, true);
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'certificate-status-unavailable'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-fails-open', 'mutant:bank-asks-the-status-at-log-in-only'] },
});
