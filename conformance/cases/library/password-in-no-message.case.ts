import { enrolledIn } from '../../checks/library.ts';
import { passwordInNoMessage } from '../../checks/library-secrets.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-LIB-014',
  role: 'library',
  requirements: ['OP-PIN-SECRET'],
  purpose: 'The password is in no request and in nothing that is shown, in no encoding.',
  purposeJa: 'パスワードは、いかなる符号化でも通信にも画面にも現れない。',
  procedure: [
    step('Enrol with a password that cannot be mistaken', (rig) => {
      rig.given('password', rig.pins.signPin);
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), passwordInNoMessage],
  provenBy: { fail: ['mutant:library-sends-the-password', 'mutant:library-shows-the-password'] },
});
