import { asks, asksNothing } from '../../checks/ca-consent.ts';
import { inv19 } from '../../checks/inv-19.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-037',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPKI-18-3'],
  purpose:
    'About a person who did not consent nothing is asked after the loss of the JPKI certificate; about one who did it is.',
  purposeJa:
    '同意のない者については、効力が失われた後も最新の基本4情報を求めない。同意のある者については求める。',
  procedure: [
    step('Two people enrol, one consents', async (rig) => {
      await enrolAs(rig, 'silent', 1);
      await enrolAs(rig, 'consenting', 2);
      await rig.holders.consent(2, OWN_SERVICE);
    }),
    step('The one without consent loses the certificate', async (rig) => {
      await rig.advance(2 * DAY);
      await reissue(rig, 1);
    }),
    step('The one with consent loses it', (rig) => reissue(rig, 2)),
  ],
  expectedResult: [asksNothing(1), asks(2), holds(inv19)],
  provenBy: { fail: ['mutant:ca-asks-about-everybody'] },
});
