import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, shows, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol, spendTries } from './doing.ts';

export default testCase({
  id: 'TC-LIB-023',
  role: 'library',
  requirements: ['OP-PIN-TELL'],
  purpose: 'When the last try was wrong the user is told that the password is blocked.',
  purposeJa: '最後の一回が誤りなら、ロックされたことを示す。',
  destructive: true,
  procedure: [
    enrol,
    step('The person spends tries until 1 is left', (rig) => spendTries(rig, 1)),
    step('Enrol with a wrong password', (rig) => {
      rig.user.pin = 'WRONG9';
      rig.user.risksLastTry = true;
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), verifiesIn(2, 1), shows(2, 'pin-blocked'), endsWithNothing(2)],
  provenBy: { fail: ['mutant:library-says-zero-tries'] },
});
