import { enrolledIn, stopsAtWrongPin } from '../../checks/library.ts';
import { step, testCase } from '../define.ts';
import { enrol, spendTries } from './doing.ts';

export default testCase({
  id: 'TC-LIB-022',
  role: 'library',
  requirements: ['OP-PIN-TELL'],
  purpose: 'After a wrong password the user is shown as many tries as this card has left.',
  purposeJa: '誤りの後、そのカードの残り回数を示す。',
  destructive: true,
  procedure: [
    enrol,
    step('The person spends tries until 3 are left', (rig) => spendTries(rig, 3)),
    step('Enrol with a wrong password', (rig) => {
      rig.user.pin = 'WRONG9';
      rig.user.risksLastTry = true;
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), stopsAtWrongPin(2, 2)],
  provenBy: { fail: ['mutant:library-always-says-four'] },
});
