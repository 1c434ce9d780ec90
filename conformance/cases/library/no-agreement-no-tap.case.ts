import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-030',
  role: 'library',
  requirements: ['ESA-R6-1'],
  purpose: 'A user who does not agree is not asked for the card, and nothing is signed.',
  purposeJa: '同意しない利用者にはカードを求めず、何にも署名しない。',
  procedure: [
    enrol,
    step('Enrol; the user does not agree', (rig) => {
      rig.user.agrees = false;
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), taps(1, 0), endsWithNothing(1)],
  provenBy: { fail: ['mutant:library-asks-and-goes-on'] },
});
