import { issuesEach } from '../../checks/ca-night.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

const PEOPLE = 12;

export default testCase({
  id: 'TC-CA-402',
  role: 'ca',
  requirements: ['NOTE-NO-HUMAN'],
  purpose: 'In the first night of a year a dozen applications are answered at once with certificates.',
  purposeJa: '元日の深夜でも、十二件の申込みの全てに直ちに電子証明書が発行される。',
  needs: ['controlled-clock'],
  startsAt: '2027-01-01T01:00:00+09:00',
  procedure: [
    step(`${PEOPLE} people apply`, async (rig) => {
      // A child has no signing certificate, and is nobody's applicant.
      let applied = 0;
      for (let citizen = 1; applied < PEOPLE; citizen++)
        if (rig.holders.card(citizen).signCert) {
          await enrolAs(rig, `phone ${citizen}`, citizen);
          applied += 1;
        }
    }),
  ],
  expectedResult: [issuesEach(0, PEOPLE)],
  provenBy: { fail: ['mutant:ca-waits-for-a-clerk'] },
});
