import { loginAccepted } from '../../checks/bank.ts';
import { none } from '../../checks/expectation.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, logInWith } from './customer.ts';

export default testCase({
  id: 'TC-RP-301',
  role: 'relying-party',
  requirements: ['JPKI-52-1-rp', 'JPR-29-1'],
  purpose:
    'A bank that leaves the check of persons to an accredited CA asks J-LIS nothing, neither when a customer comes nor later.',
  purposeJa: '検証を認定認証事業者に委ねる銀行は、初回もその後も機構に照会しない。',
  needs: ['customers'],
  procedure: [
    step('Somebody becomes a customer', (rig) => becomeCustomer(rig)),
    step('J-LIS revokes the certificate of the card; the customer logs in', async (rig) => {
      rig.jlis.revoke('sign', rig.society.citizen(1), 'affiliationChanged');
      await rig.untilStatusTells();
      await logInWith(rig, customer(rig).phone);
    }),
  ],
  expectedResult: [
    loginAccepted(0),
    loginAccepted(1),
    none('question of the bank to J-LIS', (seen) =>
      seen.http({ from: 'iut' }).filter(({ host }) => host.endsWith('.jlis.test')),
    ),
  ],
  provenBy: { fail: ['mutant:bank-asks-j-lis'] },
});
