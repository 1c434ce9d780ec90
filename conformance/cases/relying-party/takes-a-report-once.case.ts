import { recordUnchanged, reportAccepted, reportRefused } from '../../checks/bank.ts';
import { recordHasAddressOf, recordVersionIs } from '../../checks/bank-changes.ts';
import { step, testCase } from '../define.ts';
import { ADDRESS, reportOf, sendReport } from './changing.ts';
import { becomeCustomer, customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-054',
  role: 'relying-party',
  requirements: ['OP-RP-REPORT'],
  purpose:
    'What the person reports of a move by one press is in the record, and another report beside the record of before is refused.',
  purposeJa: '本人が一回の操作で届け出た変更は記録され、変更前の記録に対する別の届出は拒まれる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer without any consent reports a new address', async (rig) => {
      const who = await becomeCustomer(rig);
      rig.given('address of 1', ADDRESS);
      await sendReport(rig, who, reportOf(rig, 1, { address: ADDRESS }));
      await lookAtRecord(rig, who);
    }),
    step('Another report beside the record of before', async (rig) => {
      const who = customer(rig);
      await sendReport(rig, who, reportOf(rig, 1, { address: ADDRESS }));
      await lookAtRecord(rig, who);
    }),
  ],
  expectedResult: [
    reportAccepted(0),
    recordHasAddressOf(0, 1),
    recordVersionIs(0, 2),
    reportRefused(1, 'change-overtaken'),
    recordUnchanged(0, 1),
  ],
  provenBy: { fail: ['mutant:bank-takes-reports-again'] },
});
