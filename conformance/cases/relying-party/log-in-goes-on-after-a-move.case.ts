import { loginAccepted, sameCustomer } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { consented, moves } from './changing.ts';
import { customer, lookAtRecord, sessionOf } from './customer.ts';

export default testCase({
  id: 'TC-RP-056',
  role: 'relying-party',
  requirements: ['NOTE-SEAMLESS-RP'],
  purpose: 'After a move the customer logs in as before, to the same record, though no press was made yet.',
  purposeJa: '転居後、まだ確認の操作をしていなくても、顧客はこれまで通り同じ記録にログインできる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer who consented logs in', async (rig) => lookAtRecord(rig, await consented(rig))),
    step('The customer moves, and logs in', async (rig) => {
      await moves(rig, '東京都架空区試験町一丁目２番３号');
      await lookAtRecord(rig, await sessionOf(rig, customer(rig).phone));
    }),
  ],
  expectedResult: [loginAccepted(0), loginAccepted(1), sameCustomer(0, 1)],
  provenBy: { fail: ['mutant:bank-shuts-out-who-moves'] },
});
