import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-012',
  role: 'library',
  requirements: ['JPKI-19-2', 'OP-TAP-ORDER', 'OP-PIN-FORGET'],
  purpose: 'A user who enters no password is not asked for the card, and nothing is presented to it.',
  purposeJa: 'パスワードの入力を取りやめたら、カードに触れず、照合もしない。',
  procedure: [
    enrol,
    step('Enrol; the user enters no password', (rig) => {
      rig.user.pin = undefined;
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), taps(1, 0), endsWithNothing(1)],
  provenBy: { fail: ['mutant:library-presents-an-old-password'] },
});
