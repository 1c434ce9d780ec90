import { signedMessage } from '../../../simulator/jlis/index.ts';
import { saysNo } from '../../checks/ca.ts';
import { consentNotSent, consentSentOn } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, ownConsent } from './holding.ts';

export default testCase({
  id: 'TC-CA-042',
  role: 'ca',

  requirements: ['JPR-35-2-1'],
  purpose:
    'A consent signed by the authentication key is refused, and J-LIS hears nothing of it; one by the signing key is sent on.',
  purposeJa: '利用者証明用の鍵で署名された同意は拒み、機構に送らない。署名用の鍵によるものは送る。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person consents by the authentication key', (rig) =>
      rig.holders.post('/consents', {
        cms: signedMessage(rig.holders.card(1), 'auth', ownConsent(rig), rig.world.clock.now()),
      }),
    ),
    step('The person consents by the signing key', (rig) =>
      rig.holders.post('/consents', { cms: rig.holders.signed(1, ownConsent(rig)) }),
    ),
  ],
  expectedResult: [saysNo(1, 'jpki-purpose'), consentNotSent(1), consentSentOn(2)],
  provenBy: { fail: ['mutant:ca-takes-any-purpose'] },
});
