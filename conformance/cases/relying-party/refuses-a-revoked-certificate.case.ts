import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { must } from '../../runner/rig.ts';
import { askEnd } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, logInWith } from './customer.ts';

export default testCase({
  id: 'TC-RP-008',
  role: 'relying-party',
  requirements: ['OP-RP-STATUS'],
  purpose: 'A certificate that its holder had revoked no longer logs in.',
  purposeJa: '本人の請求で失効した証明書ではログインできない。',
  needs: ['certificate-status', 'customers'],
  procedure: [
    step('Log in', (rig) => becomeCustomer(rig)),
    step('The holder has the certificate revoked, and it is used all the same', async (rig) => {
      const { phone } = customer(rig);
      must((await askEnd(rig, phone, 'lost')).status === 200);
      await logInWith(rig, phone);
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'certificate-revoked')],
  provenBy: { fail: ['mutant:bank-ignores-revocation'] },
});
