import { loginAccepted, otherCustomer, sameCustomer } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { becomeCustomer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-007',
  role: 'relying-party',
  requirements: ['OP-RP-CUSTOMER'],
  purpose:
    'The first log-in opens a record; another phone of the same person comes to the same record, another person to another.',
  purposeJa: '初回のログインで顧客記録が開かれ、機種変更後も同じ記録、別人には別の記録となる。',
  needs: ['customers'],
  procedure: [
    step('The person logs in', async (rig) => lookAtRecord(rig, await becomeCustomer(rig))),
    step('The same person on another phone', async (rig) => lookAtRecord(rig, await becomeCustomer(rig))),
    step('Another person', async (rig) => lookAtRecord(rig, await becomeCustomer(rig, 2))),
  ],
  expectedResult: [loginAccepted(0), sameCustomer(0, 1), otherCustomer(0, 2)],
  provenBy: { fail: ['mutant:bank-knows-keys-only', 'mutant:bank-one-record-for-all'] },
});
