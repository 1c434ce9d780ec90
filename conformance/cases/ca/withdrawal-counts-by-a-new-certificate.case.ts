import { asks, asksNothing, withdrawalSentOn } from '../../checks/ca-consent.ts';
import { answersEach } from '../../checks/ca-http.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, MINUTE, OWN_SERVICE, reissue, replaceCertificate } from './holding.ts';

export default testCase({
  id: 'TC-CA-120',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-5'],
  purpose:
    'Who got a new certificate on the card withdraws by it at the CA, before the CA knows of the new certificate: J-LIS gets the withdrawal, and the latest items are not asked for.',
  purposeJa:
    'カードの電子証明書が新しくなった者は、認証局がそれを知る前でも、新しい電子証明書により認証局で撤回できる。撤回は機構に送られ、以後求めない。',
  procedure: [
    step('Two people enrol and consent', async (rig) => {
      for (const citizen of [1, 2]) {
        await enrolAs(rig, `phone ${citizen}`, citizen);
        await rig.holders.consent(citizen, OWN_SERVICE);
      }
      await rig.advance(2 * DAY);
    }),
    step('One gets a new certificate, and withdraws by it', async (rig) => {
      replaceCertificate(rig);
      await rig.holders.withdraw(1, OWN_SERVICE);
    }),
    step('J-LIS tells of the loss', (rig) => rig.advance(16 * MINUTE)),
    step('The other one loses the certificate', (rig) => reissue(rig, 2)),
  ],
  expectedResult: [
    answersEach(1, /^\/consents\/withdrawals$/, 1, 200),
    withdrawalSentOn(1),
    asksNothing(2),
    asks(3),
  ],
  provenBy: {
    fail: ['mutant:ca-knows-no-new-certificate-at-withdrawals', 'mutant:ca-ignores-the-end-of-consents'],
  },
});
