import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, loginPayloadFor } from './customer.ts';

export default testCase({
  id: 'TC-RP-060',
  role: 'relying-party',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-RP'],
  purpose: 'The key that authenticates logs in, the key that signs does not.',
  purposeJa: '認証用の鍵ではログインでき、署名用の鍵ではできない。',
  procedure: [
    step('Log in by the key that authenticates', (rig) => becomeCustomer(rig)),
    step('Log in by the key that signs', async (rig) => {
      const payload = loginPayloadFor(rig, await rig.challenge());
      await rig.submit(rig.holders.jws(customer(rig).phone, payload));
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'certificate-purpose')],
  provenBy: { fail: ['mutant:bank-lets-the-key-that-signs-log-in'] },
});
