import { sha256Hex } from '../../../simulator/profile/index.ts';
import { movementsAre, paymentExecuted, paymentRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, pay } from './customer.ts';

export default testCase({
  id: 'TC-RP-024',
  role: 'relying-party',
  requirements: ['ESA-A2-1-TX'],
  purpose: 'A signature that says that another text was shown than that of the proposal is refused.',
  purposeJa: '提案と異なる文面を表示したとする署名は拒まれる。',
  needs: ['transactions', 'customers'],
  procedure: [
    step('A payment is signed and handed in', async (rig) => pay(rig, await becomeCustomer(rig))),
    step('Another text was on the screen', (rig) =>
      pay(rig, customer(rig), (payload) => ({ ...payload, shown: sha256Hex('TEST 無料 free of charge') })),
    ),
  ],
  expectedResult: [
    paymentExecuted(0),
    movementsAre(0, 1),
    paymentRefused(1, 'transaction-mismatch'),
    movementsAre(1, 1),
  ],
  provenBy: { fail: ['mutant:bank-does-not-compare-what-was-shown'] },
});
