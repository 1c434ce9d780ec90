import { asks, asksNothing, withdrawalSentOn } from '../../checks/ca-consent.ts';
import { inv22 } from '../../checks/inv-22.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-038',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-5'],
  purpose: 'After the consent was withdrawn at the CA nothing is asked, and the withdrawal reaches J-LIS.',
  purposeJa: '認証局で同意が撤回された後は求めず、撤回は機構に送られる。',
  procedure: [
    step('Two people enrol and consent', async (rig) => {
      for (const citizen of [1, 2]) {
        await enrolAs(rig, `phone ${citizen}`, citizen);
        await rig.holders.consent(citizen, OWN_SERVICE);
      }
      await rig.advance(2 * DAY);
    }),
    step('One withdraws', (rig) => rig.holders.withdraw(1, OWN_SERVICE)),
    step('The one who withdrew loses the certificate', (rig) => reissue(rig, 1)),
    step('The other one loses it', (rig) => reissue(rig, 2)),
  ],
  expectedResult: [withdrawalSentOn(1), asksNothing(2), asks(3), holds(inv22)],
  provenBy: { fail: ['mutant:ca-ignores-the-end-of-consents'] },
});
