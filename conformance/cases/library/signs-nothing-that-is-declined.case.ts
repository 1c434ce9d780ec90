import { enrolledIn } from '../../checks/library.ts';
import { signsIt, signsNothing } from '../../checks/signing.ts';
import { step, testCase } from '../define.ts';
import { proposal } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-103',
  role: 'library',
  requirements: ['OP-FRESH-ACT'],
  purpose: 'What the user does not approve is not signed.',
  purposeJa: '利用者が承認しない取引には署名しない。',
  needs: ['transactions'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('A transaction is proposed', (rig) => rig.sign(proposal(rig))),
    step('The user does not approve the next one', async (rig) => {
      rig.user.approves = false;
      await rig.sign(proposal(rig));
    }),
  ],
  expectedResult: [enrolledIn(0), signsIt(1), signsNothing(2, { asks: true })],
  provenBy: { fail: ['mutant:library-signs-though-declined', 'mutant:library-signs-without-asking'] },
});
