import { asks, asksNothing } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-111',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-5'],
  purpose:
    'A withdrawal given while J-LIS cannot be reached counts at once: after the loss of the certificate nothing is asked.',
  purposeJa: '機構に接続できない間の撤回も直ちに効力をもち、証明書の失効後も求めない。',
  procedure: [
    step('Two people enrol and consent', async (rig) => {
      for (const citizen of [1, 2]) {
        await enrolAs(rig, `phone ${citizen}`, citizen);
        await rig.holders.consent(citizen, OWN_SERVICE);
      }
      await rig.advance(2 * DAY);
    }),
    step('J-LIS is away; one withdraws', async (rig) => {
      rig.society.faults.set('verifier', [{ type: 'down' }]);
      await rig.holders.withdraw(1, OWN_SERVICE);
    }),
    step('J-LIS is back; the one who withdrew loses the certificate', async (rig) => {
      rig.society.faults.set('verifier', []);
      await reissue(rig, 1);
    }),
    step('The other one loses it', (rig) => reissue(rig, 2)),
  ],
  expectedResult: [asksNothing(2), asks(3)],
  provenBy: { fail: ['mutant:ca-ignores-the-end-of-consents'] },
});
