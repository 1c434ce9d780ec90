import { enrolledIn, refusesChallenge } from '../../checks/library.ts';
import { logsInWith } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrol, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-067',
  role: 'library',
  requirements: ['NOTE-LOGIN'],
  purpose: 'After the end of its certificate the library answers no log-in.',
  purposeJa: '証明書の有効期間が過ぎたら、ログインに応答しない。',
  needs: ['controlled-clock'],
  procedure: [
    enrol,
    logIn,
    step('More than five years pass; log in', async (rig) => {
      await rig.advance(1830 * DAY);
      return rig.answer(await rig.challenge());
    }),
  ],
  expectedResult: [enrolledIn(0), logsInWith(0, 1), refusesChallenge(2)],
  provenBy: { fail: ['mutant:library-ignores-its-own-end'] },
});
