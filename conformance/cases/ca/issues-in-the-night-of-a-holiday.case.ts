import { issuesEach } from '../../checks/ca-night.ts';
import { CLINIC_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, SHOP } from './holding.ts';

const PEOPLE = 20;
/** Three first registrations, and two changes of phones. */
const APPLICATIONS = [undefined, SHOP, CLINIC_APP, undefined, SHOP] as const;

export default testCase({
  id: 'TC-CA-402',
  role: 'ca',
  requirements: ['NOTE-NO-HUMAN'],
  purpose:
    'In the first night of a year a hundred applications, of first registration and change of phones, are each answered at once with certificates.',
  purposeJa: '元日の深夜でも、初回登録と機種変更の百件の申込みの全てに直ちに電子証明書が発行される。',
  needs: ['controlled-clock'],
  startsAt: '2027-01-01T01:00:00+09:00',
  procedure: [
    step(`${PEOPLE} people apply at three apps, then at two of them with a new phone`, async (rig) => {
      // A child has no signing certificate, and is nobody's applicant.
      let people = 0;
      for (let citizen = 1; people < PEOPLE; citizen++) {
        if (!rig.holders.card(citizen).signCert) continue;
        for (const [nth, appId] of APPLICATIONS.entries())
          await enrolAs(rig, `phone ${nth} of ${citizen}`, citizen, appId);
        people += 1;
      }
    }),
  ],
  expectedResult: [issuesEach(0, PEOPLE * APPLICATIONS.length)],
  provenBy: { fail: ['mutant:ca-waits-for-a-clerk'] },
});
