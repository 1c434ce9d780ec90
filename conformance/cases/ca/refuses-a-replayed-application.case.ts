import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { resend } from '../resend.ts';

export default testCase({
  id: 'TC-CA-005',
  role: 'ca',
  requirements: ['OP-APPLICATION-ONCE'],
  purpose:
    'The signed application sent a second time, byte for byte, is refused and leads to no second certificate.',
  purposeJa: '署名済みの申込みを一字一句そのまま再送しても拒まれ、二枚目は発行されない。',
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('An eavesdropper sends the signed application again', (rig) => resend(rig, /\/signed$/)),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'application-replayed')],
  provenBy: { fail: ['mutant:ca-takes-applications-again'] },
});
