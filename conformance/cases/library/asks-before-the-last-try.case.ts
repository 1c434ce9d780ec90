import { enrolledIn } from '../../checks/library.ts';
import { asksForTheLastTry, endsWithNothing, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol, enrolAgain, spendTries } from './doing.ts';

export default testCase({
  id: 'TC-LIB-020',
  role: 'library',
  requirements: ['OP-PIN-LAST'],
  purpose: 'When one try is left the user is asked, and without a yes no VERIFY is sent.',
  purposeJa: '残り一回のときは利用者に確認し、承諾がなければ照合しない。',
  needs: ['last-try'],
  destructive: true,
  procedure: [
    enrol,
    step('The person spends tries until 1 is left', (rig) => spendTries(rig, 1)),
    enrolAgain,
  ],
  expectedResult: [enrolledIn(0), asksForTheLastTry(2), verifiesIn(2, 0), endsWithNothing(2)],
  provenBy: { fail: ['mutant:library-risks-the-last-try'] },
});
