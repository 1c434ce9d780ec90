import { signedByAnotherKey } from '../../attacks/forged-card.ts';
import { saysNo } from '../../checks/ca.ts';
import { consentNotSent, consentSentOn } from '../../checks/ca-consent.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, OWN_SERVICE, ownConsent } from './holding.ts';

export default testCase({
  id: 'TC-CA-044',
  role: 'ca',

  requirements: ['JPR-35-2-1', 'JPKI-19-1-signature'],
  purpose:
    'A consent that shows a person’s certificate but was signed by another key is refused, and J-LIS hears nothing of it.',
  purposeJa: '署名用電子証明書を添えても、別の鍵で署名された同意は拒み、機構に送らない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person consents', (rig) => rig.holders.consent(1, OWN_SERVICE)),
    step('An attacker consents in the person’s name', (rig) => {
      const { signCert } = rig.holders.card(1);
      must(signCert !== undefined);
      return rig.holders.post('/consents', { cms: signedByAnotherKey(rig.world, signCert, ownConsent(rig)) });
    }),
  ],
  expectedResult: [consentSentOn(1), saysNo(2, 'consent-signature-invalid'), consentNotSent(2)],
  provenBy: { fail: ['mutant:ca-does-not-verify-the-card'] },
});
