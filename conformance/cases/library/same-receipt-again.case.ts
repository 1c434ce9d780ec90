import { endsAs, logsInWith, sameReceiptAgain } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { logIn, loseReceiptAnswers, resume } from './doing.ts';

export default testCase({
  id: 'TC-LIB-053',
  role: 'library',
  requirements: ['OP-RESUME'],
  purpose: 'A receipt whose answer was lost is sent again as it was, after a restart too.',
  purposeJa: '応答の失われた受領確認は、再起動後も同じものを送り直す。',
  needs: ['resumption'],
  procedure: [
    step('Enrol; the answers to the receipt are lost, and the app is killed', async (rig) => {
      loseReceiptAnswers(rig);
      await rig.enrol();
      rig.society.faults.set('ca', []);
      await rig.ask('library.restart', {});
    }),
    resume,
    logIn,
  ],
  expectedResult: [sameReceiptAgain(0, 1), endsAs(1, 'library.resume', 'issued'), logsInWith(1, 2)],
  provenBy: { fail: ['mutant:library-asks-again-for-what-was-issued'] },
});
