import { issuedIn } from '../../checks/ca.ts';
import { asks } from '../../checks/ca-consent.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, DAY, enrolAs, kept, OWN_SERVICE } from './holding.ts';
import { settled } from './people.ts';

export default testCase({
  id: 'TC-CA-064',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-ENDS-ON-GROUNDS'],
  purpose:
    'When the CA finds that the JPKI certificate of a holder was revoked, the certificate that it issued stays in force.',
  purposeJa: '署名用電子証明書の失効を知っただけでは、発行した電子証明書を失効させない。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE);
      await rig.advance(2 * DAY);
    }),
    step('The JPKI certificate is revoked, and the CA finds out', async (rig) => {
      rig.jlis.happen(1, { type: 'request-revocation', kinds: ['sign'] });
      await settled(rig);
    }),
    step('Two days later anybody asks about the certificate', async (rig) => {
      await rig.advance(2 * DAY);
      await askStatus(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [issuedIn(0), asks(1), statusIs(2, 'good')],
  provenBy: { fail: ['mutant:ca-follows-j-lis'] },
});
