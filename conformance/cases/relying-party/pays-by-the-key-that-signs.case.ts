import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { otherOf, SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-061',
  role: 'relying-party',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-RP'],
  purpose: 'A payment signed by the key that authenticates is refused; by the key that signs it is executed.',
  purposeJa: '認証用の鍵で署名された取引は拒まれ、署名用の鍵によるものは実行される。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed by the key that signs', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('Another is signed by the key that authenticates', (rig) =>
      pay(rig, customer(rig), undefined, otherOf(customer(rig).phone)),
    ),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'certificate-purpose'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-lets-the-key-that-authenticates-sign'] },
});
