import { reportAccepted, reportRefused } from '../../checks/bank.ts';
import { recordVersionIs } from '../../checks/bank-changes.ts';
import { step, testCase } from '../define.ts';
import { ADDRESS, reportOf, sendReport } from './changing.ts';
import { becomeCustomer, customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-055',
  role: 'relying-party',
  requirements: ['OP-RP-REPORT'],
  purpose: 'A report whose digest is not that of its items is refused.',
  purposeJa: '届出の内容とそのハッシュ値が一致しない届出は拒まれる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A report with the digest of other items', async (rig) => {
      const who = await becomeCustomer(rig);
      await lookAtRecord(rig, who);
      await sendReport(rig, who, { ...reportOf(rig, 1, { address: ADDRESS }), items: { address: 'TEST' } });
      await lookAtRecord(rig, who);
    }),
    step('A good report', async (rig) => {
      await sendReport(rig, customer(rig), reportOf(rig, 1, { address: ADDRESS }));
    }),
  ],
  expectedResult: [reportRefused(0, 'change-mismatch'), recordVersionIs(0, 1), reportAccepted(1)],
  provenBy: { fail: ['mutant:bank-does-not-compare-reports'] },
});
