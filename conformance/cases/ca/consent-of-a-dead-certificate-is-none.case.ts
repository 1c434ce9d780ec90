import { saysNo } from '../../checks/ca.ts';
import { consentNotSent, consentSentOn } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-043',
  role: 'ca',

  requirements: ['JPKI-19-1-status'],
  purpose:
    'A consent signed under a revoked JPKI certificate is refused, and J-LIS hears nothing of it; one before the revocation is sent on.',
  purposeJa: '失効した署名用電子証明書による同意は拒み、機構に送らない。失効前のものは送る。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person consents', (rig) => rig.holders.consent(1, OWN_SERVICE)),
    step('The certificate is revoked; the person consents again', async (rig) => {
      rig.jlis.revoke('sign', rig.citizen, 'affiliationChanged');
      await rig.untilStatusTells();
      await rig.holders.consent(1, OWN_SERVICE, ['name']);
    }),
  ],
  expectedResult: [consentSentOn(1), saysNo(2, 'jpki-revoked'), consentNotSent(2)],
  provenBy: { fail: ['mutant:ca-does-not-ask-j-lis'] },
});
