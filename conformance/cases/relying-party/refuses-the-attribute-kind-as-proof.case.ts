import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, logInWith } from './customer.ts';

export default testCase({
  id: 'TC-RP-012',
  role: 'relying-party',
  requirements: ['OP-RP-KIND'],
  purpose: 'An answer under the attribute certificate proves nobody, though the key is right.',
  purposeJa: '鍵が正しくても、属性型証明書による応答では本人確認とならない。',
  needs: ['customers'],
  procedure: [
    step('Log in', (rig) => becomeCustomer(rig)),
    step('The answer names the attribute certificate as its own', async (rig) => {
      const { phone } = customer(rig);
      const certificate = new Uint8Array(Buffer.from(phone.issued.attributeCertificate ?? '', 'base64'));
      await logInWith(rig, { ...phone, certificate });
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'certificate-purpose')],
  provenBy: { fail: ['mutant:bank-takes-the-attribute-kind'] },
});
