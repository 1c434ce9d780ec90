import { sameCustomer, sessionRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-017',
  role: 'relying-party',
  requirements: ['OP-RP-CUSTOMER'],
  purpose: 'Nobody sees the record of a customer without the session of that customer.',
  purposeJa: '顧客のセッションなしに顧客記録は示されない。',
  needs: ['customers'],
  procedure: [
    step('A customer looks at the record', async (rig) => lookAtRecord(rig, await becomeCustomer(rig))),
    step('Somebody looks with a made-up session, and with none', async (rig) => {
      await lookAtRecord(rig, { ...customer(rig), session: rig.holders.nonce() });
      await rig.bank('GET', '/customer');
    }),
  ],
  expectedResult: [sameCustomer(0, 0), sessionRefused(1)],
  provenBy: { fail: ['mutant:bank-shows-anybody'] },
});
