import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-095',
  role: 'ca',
  requirements: ['ESA-R5-2d'],
  purpose: 'An OCSP answer of J-LIS with another nonce than the question counts for nothing.',
  purposeJa: '要求と異なるノンスをもつ機構の応答は用いない。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('The answers have another nonce; somebody else enrols', async (rig) => {
      rig.society.faults.set('ocspSign', [{ type: 'wrong-nonce' }]);
      await refusable(rig.holders.enrol(2));
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unavailable')],
  provenBy: { fail: ['mutant:ca-ignores-the-nonce'] },
});
