import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

const HOUR = 3_600_000;

export default testCase({
  id: 'TC-CA-019',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-2d'],
  purpose:
    'An OCSP answer of J-LIS that is past its nextUpdate counts for nothing, though it is signed and says good.',
  purposeJa: '次回更新日時を過ぎた機構の応答は、真正で「有効」と答えていても用いない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step(
      'J-LIS revokes; its service answers with what it said two hours ago; the person enrols',
      async (rig) => {
        await rig.advance(2 * HOUR);
        rig.jlis.revoke('sign', rig.citizen, 'affiliationChanged');
        await rig.untilStatusTells();
        rig.society.faults.set('ocspSign', [{ type: 'stale', ms: HOUR }]);
        await refusable(rig.holders.enrol(1));
      },
    ),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unavailable')],
  provenBy: { fail: ['mutant:ca-takes-stale-status'] },
});
