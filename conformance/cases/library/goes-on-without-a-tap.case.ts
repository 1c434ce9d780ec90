import { endsAs, logsInWith, sameBytesAgain } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { logIn, loseAnswers, MANY, OF_APPLICATIONS, resume } from './doing.ts';

export default testCase({
  id: 'TC-LIB-050',
  role: 'library',
  requirements: ['OP-RESUME'],
  purpose: 'When the CA gave no answer, going on later hands in what was signed, without another tap.',
  purposeJa: '認証局の応答がなかった申込みは、後でタップなしに続けられる。',
  needs: ['resumption'],
  procedure: [
    step('Enrol; no answer to the signed application comes', async (rig) => {
      loseAnswers(rig, OF_APPLICATIONS, MANY);
      await rig.enrol();
      rig.society.faults.set('ca', []);
    }),
    resume,
    logIn,
  ],
  expectedResult: [
    taps(0, 1),
    taps(1, 0),
    sameBytesAgain(0, 1),
    endsAs(1, 'library.resume', 'issued'),
    logsInWith(1, 2),
  ],
  provenBy: { fail: ['mutant:library-forgets-what-was-signed'] },
});
