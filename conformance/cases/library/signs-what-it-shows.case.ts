import { enrolledIn } from '../../checks/library.ts';
import { signsWhatItShows } from '../../checks/signing.ts';
import { step, testCase } from '../define.ts';
import { proposal, TRANSFER } from './proposal.ts';

export default testCase({
  id: 'TC-LIB-101',
  role: 'library',
  requirements: ['NOTE-TX-LIB', 'ESA-A2-1-LIB'],
  purpose:
    'A transaction is shown by its template with its values, and after the approval just that is signed by the enrolled key.',
  purposeJa: '取引はその表示形式と値で示され、承認後、示したものだけが登録された鍵で署名される。',
  needs: ['transactions'],
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('A transaction is proposed', (rig) => rig.sign(proposal(rig))),
    step('Another one, under the other template', (rig) =>
      rig.sign(proposal(rig, { ...TRANSFER, template: 'monthly-transfer.1', amountYen: 800 })),
    ),
  ],
  expectedResult: [enrolledIn(0), signsWhatItShows(1), signsWhatItShows(2)],
  provenBy: {
    fail: [
      'mutant:library-shows-another-amount',
      'mutant:library-signs-a-fixed-nonce',
      'mutant:library-signs-under-the-attribute-kind',
      'mutant:library-signs-what-was-not-shown',
    ],
  },
});
