import { issuedIn } from '../../checks/ca.ts';
import { asks, asksNothing } from '../../checks/ca-consent.ts';
import { inv19 } from '../../checks/inv-19.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-036',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPKI-18-3', 'JPKI-19-5-ground'],
  purpose:
    'While the JPKI certificate has not lost its validity the latest items are not asked for; after the loss they are.',
  purposeJa: '署名用電子証明書の効力がある間は最新の基本4情報を求めず、失われた後に求める。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE);
    }),
    step('Two days pass', (rig) => rig.advance(2 * DAY)),
    step('The certificate is lost, and another issued', (rig) => reissue(rig)),
  ],
  expectedResult: [issuedIn(0), asksNothing(1), asks(2), holds(inv19)],
  provenBy: { fail: ['mutant:ca-asks-any-time'] },
});
