import { endsAs, logsInWith } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { logIn, loseAnswers, MANY, OF_APPLICATIONS, resume } from './doing.ts';

export default testCase({
  id: 'TC-LIB-051',
  role: 'library',
  requirements: ['OP-RESUME'],
  purpose:
    'What the card signed survives the end of the app: after a restart it is handed in without another tap.',
  purposeJa: 'カードの署名したものはアプリの終了後も残り、再起動後にタップなしで申し込める。',
  needs: ['resumption'],
  procedure: [
    step('Enrol; no answer comes, and the app is killed', async (rig) => {
      loseAnswers(rig, OF_APPLICATIONS, MANY);
      await rig.enrol();
      rig.society.faults.set('ca', []);
      await rig.ask('library.restart', {});
    }),
    resume,
    logIn,
  ],
  expectedResult: [taps(1, 0), endsAs(1, 'library.resume', 'issued'), logsInWith(1, 2)],
  provenBy: { fail: ['mutant:library-keeps-it-in-memory-only'] },
});
