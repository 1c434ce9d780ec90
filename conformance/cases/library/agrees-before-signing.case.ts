import { agreesBeforeSigning, enrolledIn } from '../../checks/library.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-LIB-007',
  role: 'library',
  requirements: ['ESA-R6-1'],
  purpose: 'Every document of the CA is shown, then agreed to, then signed over by the card.',
  purposeJa: '認証局の全文書を示し、同意を得てから、そのハッシュ値を含めてカードで署名する。',
  procedure: [step('Enrol', (rig) => rig.enrol())],
  expectedResult: [enrolledIn(0), agreesBeforeSigning(0)],
  provenBy: { fail: ['mutant:library-shows-nothing', 'mutant:library-agrees-for-the-user'] },
});
