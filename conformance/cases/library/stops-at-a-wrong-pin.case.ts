import { enrolledIn, stopsAtWrongPin } from '../../checks/library.ts';
import { step, testCase } from '../define.ts';

/** The signing PIN has five tries. */
const TRIES_AFTER_ONE_MISTAKE = 4;

export default testCase({
  id: 'TC-LIB-003',
  role: 'library',
  requirements: ['OP-PIN-ONCE'],
  purpose:
    'When the card answers 63C4 the user is told that four tries are left, and no further VERIFY, signature or application follows.',
  purposeJa: 'カードが63C4を返したら残り4回と示し、VERIFYの繰返し、署名、申込みを行わない。',
  destructive: true,
  procedure: [
    step('Enrol with the right PIN', (rig) => rig.enrol()),
    step('Enrol with a wrong PIN', (rig) => {
      rig.user.pin = 'WRONG9';
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), stopsAtWrongPin(1, TRIES_AFTER_ONE_MISTAKE)],
  provenBy: { fail: ['mutant:library-repeats-verify', 'mutant:library-hides-the-tries'] },
});
