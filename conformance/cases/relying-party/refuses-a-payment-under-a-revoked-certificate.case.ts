import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { must } from '../../runner/rig.ts';
import { askEnd } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-033',
  role: 'relying-party',
  requirements: ['OP-RP-STATUS'],
  purpose: 'A certificate revoked after the log-in signs no more payments.',
  purposeJa: 'ログイン後に失効した証明書では取引に署名できない。',
  needs: ['transactions', 'customers', 'certificate-status'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('The certificate is revoked in the middle of the session', async (rig) => {
      const who = customer(rig);
      must((await askEnd(rig, who.phone, 'lost')).status === 200);
      await pay(rig, who);
    }),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'certificate-revoked'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-asks-the-status-at-log-in-only'] },
});
