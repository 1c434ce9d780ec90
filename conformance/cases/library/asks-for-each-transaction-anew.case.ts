import { enrolledIn } from '../../checks/library.ts';
import { asksAnew, signsIt } from '../../checks/signing.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { proposal, TRANSFER } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-102',
  role: 'library',
  requirements: ['OP-FRESH-ACT'],
  purpose:
    'Each transaction asks the user anew; neither the log-in before it nor an approval of another transaction counts.',
  purposeJa: '取引ごとに利用者の操作を求め、直前のログインや他の取引の承認を流用しない。',
  needs: ['transactions'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('Log in, then a transaction', async (rig) => {
      must(await rig.answer(await rig.challenge()));
      await rig.sign(proposal(rig));
    }),
    step('A second transaction at once', (rig) => rig.sign(proposal(rig, { ...TRANSFER, amountYen: 5 }))),
  ],
  expectedResult: [enrolledIn(0), signsIt(1), asksAnew(1), signsIt(2), asksAnew(2)],
  provenBy: {
    fail: [
      'mutant:library-asks-once',
      'mutant:library-log-in-unlocks',
      'mutant:library-signs-without-asking',
    ],
  },
});
