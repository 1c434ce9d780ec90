import { enrolledIn } from '../../checks/library.ts';
import { verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-LIB-026',
  role: 'library',
  requirements: ['OP-PIN-ONCE'],
  purpose: 'A password typed in lower case is presented as the card holds it.',
  purposeJa: '小文字で入力されたパスワードを、カードの保持する大文字で照合する。',
  procedure: [
    step('Enrol with the password in lower case', (rig) => {
      rig.user.pin = rig.pins.signPin.toLowerCase();
      return rig.enrol();
    }),
  ],
  expectedResult: [verifiesIn(0, 1), enrolledIn(0)],
  provenBy: { fail: ['mutant:library-takes-the-password-as-typed'] },
});
