import { enrolledIn } from '../../checks/library.ts';
import { asksForTheLastTry, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { spendTries } from './doing.ts';

export default testCase({
  id: 'TC-LIB-021',
  role: 'library',
  requirements: ['OP-PIN-LAST'],
  purpose: 'When one try is left and the user says yes, the right password leads to a certificate.',
  purposeJa: '残り一回でも利用者が承諾すれば照合し、正しければ発行に至る。',
  needs: ['last-try'],
  destructive: true,
  procedure: [
    step('The person spends tries until 1 is left', (rig) => spendTries(rig, 1)),
    step('Enrol; the user risks it', (rig) => {
      rig.user.risksLastTry = true;
      return rig.enrol();
    }),
  ],
  expectedResult: [asksForTheLastTry(1), verifiesIn(1, 1), enrolledIn(1)],
  provenBy: { fail: ['mutant:library-refuses-the-last-try'] },
});
