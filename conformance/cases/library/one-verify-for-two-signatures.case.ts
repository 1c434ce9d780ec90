import { enrolledIn } from '../../checks/library.ts';
import { signsIn, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { asking } from './doing.ts';

export default testCase({
  id: 'TC-LIB-010',
  role: 'library',
  requirements: ['OP-PIN-ONCE', 'JPR-35-2-1-library'],
  purpose: 'The password is presented once for the application and the consent.',
  purposeJa: '申込みと同意の二つの署名に、パスワードの照合は一回だけ行う。',
  needs: ['consent'],
  procedure: [
    step('Enrol and consent to two of the four items in the same tap', (rig) => {
      rig.user.items = ['name', 'address'];
      return rig.enrol({ consent: asking() });
    }),
  ],
  expectedResult: [verifiesIn(0, 1), signsIn(0, 2), enrolledIn(0)],
  provenBy: { fail: ['mutant:library-verifies-for-each-signature'] },
});
