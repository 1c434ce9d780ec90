import { enrolledIn } from '../../checks/library.ts';
import { passwordInNoMessage } from '../../checks/library-secrets.ts';
import { step, testCase } from '../define.ts';
import { takePassword } from './doing.ts';

export default testCase({
  id: 'TC-LIB-014',
  role: 'library',
  requirements: ['OP-PIN-SECRET'],
  purpose: 'The password is in no request and in nothing that is shown, in no encoding.',
  purposeJa: 'パスワードは、いかなる符号化でも通信にも画面にも現れない。',
  async initialCondition(rig) {
    // The one password that stands in a transcript: whoever judges must know what to look for, and it opens no other card.
    const password = `X${rig.world.chance.fork('password').id(7).toUpperCase()}`;
    rig.given('password', password);
    await takePassword(rig, password);
  },
  procedure: [step('Enrol with a password that cannot be mistaken', (rig) => rig.enrol())],
  expectedResult: [enrolledIn(0), passwordInNoMessage],
  provenBy: { fail: ['mutant:library-sends-the-password', 'mutant:library-shows-the-password'] },
});
