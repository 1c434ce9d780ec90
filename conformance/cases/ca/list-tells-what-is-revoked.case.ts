import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-092',
  role: 'ca',
  policy: { status: 'crl' },
  needs: ['controlled-clock'],
  requirements: ['ESA-R5-2d'],
  purpose: 'Where the CA looks at the list of J-LIS, a card whose certificate stands there gets nothing.',
  purposeJa: '失効リストで確認する場合も、載っている署名用電子証明書では発行しない。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('The certificate is revoked, and the list of the next day says so', async (rig) => {
      rig.jlis.revoke('sign', rig.citizen, 'affiliationChanged');
      await rig.advance(DAY);
      await refusable(rig.holders.enrol(1));
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-revoked')],
  provenBy: { fail: ['mutant:ca-does-not-ask-j-lis'] },
});
