import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { CA_HOST } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, logInWith } from './customer.ts';

export default testCase({
  id: 'TC-RP-009',
  role: 'relying-party',
  requirements: ['OP-RP-STATUS'],
  purpose: 'While neither OCSP nor the list of the CA can be had, nobody is logged in.',
  purposeJa: '認証局のOCSPも失効リストも得られない間は、誰もログインできない。',
  needs: ['certificate-status', 'customers'],
  procedure: [
    step('Log in', (rig) => becomeCustomer(rig)),
    step('The CA cannot be reached; log in', async (rig) => {
      rig.world.network.setReachable(CA_HOST, false);
      await logInWith(rig, customer(rig).phone);
      rig.world.network.setReachable(CA_HOST, true);
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'certificate-status-unavailable')],
  provenBy: { fail: ['mutant:bank-fails-open'] },
});
