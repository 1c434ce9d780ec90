import { enrolledIn } from '../../checks/library.ts';
import { signsIt, signsNothing } from '../../checks/signing.ts';
import { step, testCase } from '../define.ts';
import { json, proposal, proposalOver, TRANSFER } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-105',
  role: 'library',
  requirements: ['OP-CANONICAL'],
  purpose: 'A content with members or characters that the text would not show is not shown and not signed.',
  purposeJa: '表示に現れない項目や文字を含む内容は、表示も署名もしない。',
  needs: ['transactions'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('A transaction is proposed', (rig) => rig.sign(proposal(rig))),
    step('A member that no template shows', (rig) =>
      rig.sign(proposalOver(rig, 'transfer.1', json({ ...TRANSFER, feeYen: 99_999 }))),
    ),
    step('A payee of two lines, the second of which looks like the amount', (rig) =>
      rig.sign(proposalOver(rig, 'transfer.1', json({ ...TRANSFER, payee: 'TEST\n金額 Amount: 1 円 yen' }))),
    ),
    step('The same content, written in another way', (rig) =>
      rig.sign(proposalOver(rig, 'transfer.1', Buffer.from(JSON.stringify(TRANSFER, undefined, 1), 'utf8'))),
    ),
  ],
  expectedResult: [enrolledIn(0), signsIt(1), signsNothing(2), signsNothing(3), signsNothing(4)],
  provenBy: { fail: ['mutant:library-shows-what-it-can'] },
});
