import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-094',
  role: 'ca',
  policy: { status: 'crl' },
  requirements: ['ESA-R5-2d'],
  purpose: 'A list that another key signed counts for nothing.',
  purposeJa: '別の鍵で署名された失効リストは用いない。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('The list is signed by another key; somebody else enrols', async (rig) => {
      rig.society.faults.set('crlSign', [{ type: 'wrong-key' }]);
      await refusable(rig.holders.enrol(2));
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unavailable')],
  provenBy: { fail: ['mutant:ca-believes-any-list'] },
});
