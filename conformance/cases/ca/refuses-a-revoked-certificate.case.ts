import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-003',
  role: 'ca',
  requirements: ['ESA-R5-2d'],
  purpose:
    'After the JPKI signing certificate was revoked, the same person with the same card gets no certificate.',
  purposeJa: '署名用電子証明書の失効後は、同じ人が同じカードで申し込んでも発行しない。',
  procedure: [
    step('Enrol while the certificate is good', (rig) => rig.enrol()),
    step('J-LIS revokes it, and its status tells so', async (rig) => {
      rig.jlis.revoke('sign', rig.citizen, 'affiliationChanged');
      await rig.untilStatusTells();
    }),
    step('Enrol again', (rig) => rig.enrol()),
  ],
  expectedResult: [issuedIn(0), refusedWith(2, 'jpki-revoked')],
  provenBy: { fail: ['mutant:ca-does-not-ask-j-lis'] },
});
