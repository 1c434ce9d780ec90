import { enrolledIn, refusesChallenge } from '../../checks/library.ts';
import { logsInWith } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-075',
  role: 'library',
  requirements: ['NOTE-LOGIN'],
  purpose: 'A challenge that was made for another app is not answered.',
  purposeJa: '別のアプリのためのチャレンジには応答しない。',
  procedure: [
    enrol,
    step('Enrol for another app', (rig) => rig.enrol({ appId: 'shop' })),
    logIn,
    step('The other app gets the challenge of the bank', async (rig) =>
      rig.answer(await rig.challenge(), { appId: 'shop' }),
    ),
  ],
  expectedResult: [enrolledIn(0), logsInWith(0, 2), refusesChallenge(3)],
  provenBy: { fail: ['mutant:library-ignores-the-app'] },
});
