import { canonicalContent } from '../../../simulator/profile/index.ts';
import { enrolledIn } from '../../checks/library.ts';
import { signsIt, signsNothing } from '../../checks/signing.ts';
import { step, testCase } from '../define.ts';
import { json, proposal, proposalOver, TRANSFER } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-104',
  role: 'library',
  requirements: ['OP-CANONICAL'],
  purpose:
    'A content that is to be shown by another template than it names itself is not shown and not signed.',
  purposeJa: '内容の示す表示形式と異なる形式での表示を求められた取引は、表示も署名もしない。',
  needs: ['transactions'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('A transaction is proposed', (rig) => rig.sign(proposal(rig))),
    step('A monthly transfer is to be shown as a single one', (rig) =>
      rig.sign(
        proposalOver(rig, 'transfer.1', canonicalContent({ ...TRANSFER, template: 'monthly-transfer.1' })),
      ),
    ),
    step('A template that nobody knows', (rig) =>
      rig.sign(proposalOver(rig, 'gift.1', json({ ...TRANSFER, template: 'gift.1' }))),
    ),
  ],
  expectedResult: [enrolledIn(0), signsIt(1), signsNothing(2), signsNothing(3)],
  provenBy: { fail: ['mutant:library-shows-by-any-template'] },
});
