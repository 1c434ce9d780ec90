import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { askEnd, enrolAs, going, kept, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-032',
  role: 'ca',

  requirements: ['ESA-R5-4b'],
  purpose: 'A key whose certificate was revoked gets no renewal.',
  purposeJa: '失効した電子証明書の鍵による更新の申込みには発行しない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The key renews', async (rig) => {
      rig.notes.set('renewed', await going(rig.holders.renew(kept(rig, 'phone'))));
    }),
    step('The holder ends the renewed certificate', (rig) => askEnd(rig, kept(rig, 'renewed'), 'stop')),
    step('Its key renews', (rig) => refusable(rig.holders.renew(kept(rig, 'renewed')))),
  ],
  expectedResult: [issuedIn(1), refusedWith(3, 'certificate-ended')],
  provenBy: { fail: ['mutant:ca-renews-by-ended-keys'] },
});
