import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, shows, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol, enrolAgain, spendTries } from './doing.ts';

export default testCase({
  id: 'TC-LIB-019',
  role: 'library',
  requirements: ['OP-PIN-LOOK'],
  purpose: 'When no try is left the user is told so, and no VERIFY is sent.',
  purposeJa: '残り回数がなければ、その旨を示し、照合しない。',
  destructive: true,
  procedure: [
    enrol,
    step('The person spends tries until none is left', (rig) => spendTries(rig, 0)),
    enrolAgain,
  ],
  expectedResult: [enrolledIn(0), verifiesIn(2, 0), endsWithNothing(2), shows(2, 'pin-blocked')],
  provenBy: { fail: ['mutant:library-verifies-a-blocked-password'] },
});
