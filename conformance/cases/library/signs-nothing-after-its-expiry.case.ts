import { enrolledIn } from '../../checks/library.ts';
import { signsIt, signsNothing } from '../../checks/signing.ts';
import { step, testCase } from '../define.ts';
import { proposal } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-107',
  role: 'library',
  requirements: ['OP-TX-PLACE'],
  purpose: 'A proposal past its expiry is not shown and not signed.',
  purposeJa: '有効期限を過ぎた取引は表示も署名もしない。',
  needs: ['transactions', 'controlled-clock'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('A transaction is proposed', (rig) => rig.sign(proposal(rig))),
    step('Another one comes an hour late', async (rig) => {
      const late = proposal(rig);
      await rig.advance(3_600_000);
      await rig.sign(late);
    }),
  ],
  expectedResult: [enrolledIn(0), signsIt(1), signsNothing(2)],
  provenBy: { fail: ['mutant:library-signs-late'] },
});
