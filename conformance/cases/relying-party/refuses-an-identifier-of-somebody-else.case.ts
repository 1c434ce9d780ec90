import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, logInWith } from './customer.ts';

export default testCase({
  id: 'TC-RP-011',
  role: 'relying-party',
  requirements: ['OP-RP-IDENTIFIER'],
  purpose: 'An attribute certificate for the key of another person does not make the bearer that person.',
  purposeJa: '他人の鍵に係る属性型証明書を示しても、その他人とは扱われない。',
  needs: ['customers'],
  procedure: [
    step('Two people log in', async (rig) => {
      await becomeCustomer(rig, 1);
      await becomeCustomer(rig, 2);
    }),
    step('One answers, and shows the attribute certificate of the other', (rig) =>
      logInWith(rig, customer(rig, 2).phone, customer(rig, 1).phone.issued.attributeCertificate),
    ),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'attribute-certificate-mismatch')],
  provenBy: { fail: ['mutant:bank-takes-any-identifier'] },
});
