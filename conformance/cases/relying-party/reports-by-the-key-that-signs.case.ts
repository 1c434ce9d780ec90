import { recordUnchanged, reportAccepted, reportRefused } from '../../checks/bank.ts';
import { otherOf, SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { ADDRESS, reportOf, sendReport } from './changing.ts';
import { becomeCustomer, customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-063',
  role: 'relying-party',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-RP'],
  purpose: 'A report by the key that authenticates changes nothing; by the key that signs it does.',
  purposeJa: '認証用の鍵による届出では何も変わらず、署名用の鍵による届出で変わる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer logs in', async (rig) => lookAtRecord(rig, await becomeCustomer(rig))),
    step('A new address is reported by the key that authenticates', async (rig) => {
      const who = customer(rig);
      await sendReport(rig, who, reportOf(rig, 1, { address: ADDRESS }), otherOf(who.phone));
      await lookAtRecord(rig, who);
    }),
    step('It is reported by the key that signs', (rig) =>
      sendReport(rig, customer(rig), reportOf(rig, 1, { address: ADDRESS })),
    ),
  ],
  expectedResult: [reportRefused(1, 'certificate-purpose'), recordUnchanged(0, 1), reportAccepted(2)],
  provenBy: { fail: ['mutant:bank-lets-the-key-that-authenticates-sign'] },
});
