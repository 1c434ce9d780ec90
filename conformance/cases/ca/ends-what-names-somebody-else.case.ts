import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { inv26 } from '../../checks/inv-26.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { askStatus, DAY, enrolAs, kept, MINUTE, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-203',
  role: 'ca',
  needs: ['controlled-clock'],

  requirements: ['ESA-R6-10b'],
  purpose:
    'When J-LIS tells another name than the certificate has, the certificate ends within the bound, though its holder does nothing.',
  purposeJa: '機構から証明書と異なる氏名が知らされた後、利用者が何もしなくても、期限内に証明書は失効する。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE, ['name']);
    }),
    step('The certificate is good', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Two days later the person marries, and J-LIS tells the new name', async (rig) => {
      await rig.advance(2 * DAY);
      rig.jlis.happen(1, { type: 'change-name', family: '改姓', given: '花子' });
      rig.jlis.happen(1, { type: 'apply-certificates', kinds: ['sign'] });
      await rig.advance(16 * MINUTE);
    }),
    step('The bound passes', (rig) => rig.advance(rig.untrueEndsMs + MINUTE)),
    step('Anybody asks about the certificate', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [
    issuedIn(0),
    statusIs(1, 'good'),
    statusIs(4, 'revoked', 'affiliationChanged'),
    holds(inv26),
  ],
  provenBy: { fail: ['mutant:ca-keeps-what-is-untrue'] },
});
