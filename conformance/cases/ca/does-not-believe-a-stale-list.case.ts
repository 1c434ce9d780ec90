import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-093',
  role: 'ca',
  policy: { status: 'crl' },
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-2d'],
  purpose:
    'A list of J-LIS past its next update counts for nothing, though it is signed and does not name the certificate.',
  purposeJa: '次回更新日時を過ぎた失効リストは、真正で載っていなくても用いない。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('J-LIS’s service gives the list of ten days ago; somebody else enrols', async (rig) => {
      await rig.advance(20 * DAY);
      rig.society.faults.set('crlSign', [{ type: 'stale', ms: 10 * DAY }]);
      await refusable(rig.holders.enrol(2));
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unavailable')],
  provenBy: { fail: ['mutant:ca-takes-stale-status'] },
});
