import { refusedWith } from '../../checks/ca.ts';
import { enrolledIn } from '../../checks/library.ts';
import { showsTheRefusal } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-048',
  role: 'library',
  requirements: ['OP-TELL-REFUSAL'],
  purpose: 'When the CA refuses, the user is shown the code of its problem document.',
  purposeJa: '認証局が拒んだときは、その理由の符号を利用者に示す。',
  needs: ['controlled-clock'],
  procedure: [
    enrol,
    step('Enrol with a revoked JPKI certificate', async (rig) => {
      rig.jlis.happen(1, { type: 'request-revocation', kinds: ['sign'] });
      await rig.untilStatusTells();
      await rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), refusedWith(1, 'jpki-revoked'), showsTheRefusal(1)],
  provenBy: { fail: ['mutant:library-hides-the-reason'] },
});
