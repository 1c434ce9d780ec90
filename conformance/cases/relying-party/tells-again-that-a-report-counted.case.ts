import { recordUnchanged, reportAccepted, sameReportAnswer } from '../../checks/bank.ts';
import { recordHasAddressOf, recordVersionIs } from '../../checks/bank-changes.ts';
import { step, testCase } from '../define.ts';
import { ADDRESS, reportOf } from './changing.ts';
import { becomeCustomer, customer, lookAtRecord } from './customer.ts';

/** Longer than a signed message counts. */
const LATER_MS = 20 * 60_000;

export default testCase({
  id: 'TC-RP-091',
  role: 'relying-party',
  requirements: ['OP-RP-REPORT-AGAIN'],
  purpose:
    'A phone that did not hear the answer sends its report again, at once and later: it is told again that the change is in the record, and nothing more changes.',
  purposeJa:
    '応答を受け取れなかった端末が届出を直ちに、又は後に再送すると、記録済みであることが再び伝えられ、それ以上何も変わらない。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    step('A customer without any consent reports a new address', async (rig) => {
      const who = await becomeCustomer(rig);
      rig.given('address of 1', ADDRESS);
      const jws = rig.holders.jws(who.phone, reportOf(rig, 1, { address: ADDRESS }));
      rig.notes.set('report', jws);
      await rig.bank('POST', '/reports', { body: { jws } });
      await lookAtRecord(rig, who);
    }),
    step('The same report again, and once more later', async (rig) => {
      const body = { jws: rig.notes.get('report') };
      await rig.bank('POST', '/reports', { body });
      await lookAtRecord(rig, customer(rig));
      await rig.advance(LATER_MS);
      await rig.bank('POST', '/reports', { body });
    }),
  ],
  expectedResult: [
    reportAccepted(0),
    recordHasAddressOf(0, 1),
    recordVersionIs(0, 2),
    sameReportAnswer(0, 1),
    recordUnchanged(0, 1),
  ],
  provenBy: { fail: ['mutant:bank-forgets-what-was-reported', 'mutant:bank-counts-reports-again'] },
});
