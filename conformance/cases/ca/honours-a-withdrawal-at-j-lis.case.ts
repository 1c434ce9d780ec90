import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { asks, asksNothing } from '../../checks/ca-consent.ts';
import { inv22 } from '../../checks/inv-22.ts';
import { holds } from '../../checks/invariant.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { CA_VERIFIER, DAY, enrolAs, MINUTE, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-039',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-5', 'J4-poll'],
  purpose: 'After the consent was withdrawn at J-LIS itself, behind the CA’s back, nothing is asked.',
  purposeJa: '同意が認証局を介さず機構で撤回された後も求めない。',
  procedure: [
    step('Two people enrol and consent', async (rig) => {
      for (const citizen of [1, 2]) {
        await enrolAs(rig, `phone ${citizen}`, citizen);
        await rig.holders.consent(citizen, OWN_SERVICE);
      }
      await rig.advance(2 * DAY);
    }),
    step('One withdraws at J-LIS', async (rig) => {
      const { holders, world } = rig;
      const content = {
        purpose: 'four-items-withdrawal',
        verifier: CA_VERIFIER,
        service: OWN_SERVICE,
        at: holders.time(),
        nonce: holders.nonce(),
      };
      const answer = await world.network.fetchAs('library')(`https://${JLIS_HOSTS.holder}/withdrawals`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ cms: holders.signed(1, content) }),
      });
      must(answer.ok);
      await rig.advance(16 * MINUTE);
    }),
    step('The one who withdrew loses the certificate', (rig) => reissue(rig, 1)),
    step('The other one loses it', (rig) => reissue(rig, 2)),
  ],
  expectedResult: [asksNothing(2), asks(3), holds(inv22)],
  provenBy: { fail: ['mutant:ca-ignores-the-end-of-consents'] },
});
