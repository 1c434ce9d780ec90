import { saysNo } from '../../checks/ca.ts';
import { consentNotSent, consentSentOn } from '../../checks/ca-consent.ts';
import { CLINIC_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-109',
  role: 'ca',
  requirements: ['J4-unit'],
  purpose:
    'A consent that names another verifier, or a service of an app in which the person is not, is refused, and J-LIS hears nothing.',
  purposeJa: '別の検証者、又は加入していないアプリのサービスを指定する同意は拒み、機構に送らない。',
  procedure: [
    step('The person enrols at the bank, and consents for it', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, rig.appId);
    }),
    step('The person consents for a clinic', (rig) => rig.holders.consent(1, CLINIC_APP)),
    step('The person consents to another verifier', (rig) => {
      const { holders } = rig;
      const content = {
        purpose: 'four-items-consent',
        verifier: 'somebody-else',
        service: OWN_SERVICE,
        items: ['name'],
        at: holders.time(),
        nonce: holders.nonce(),
      };
      return holders.post('/consents', { cms: holders.signed(1, content) });
    }),
  ],
  expectedResult: [
    consentSentOn(0),
    saysNo(1, 'consent-service'),
    consentNotSent(1),
    saysNo(2, 'consent-service'),
    consentNotSent(2),
  ],
  provenBy: { fail: ['mutant:ca-takes-consents-for-anything'] },
});
