import { loginAccepted } from '../../checks/bank.ts';
import { answersChallenge, enrolledIn, refusesChallenge } from '../../checks/library.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-LIB-006',
  role: 'library',
  requirements: ['NOTE-LOGIN'],
  purpose:
    'A log-in is answered by the certified key for this challenge; a challenge that came through another origin is not answered.',
  purposeJa: 'ログインには証明された鍵で当該チャレンジに応答し、別の接続先を経たチャレンジには応答しない。',
  procedure: [
    step('Enrol', (rig) => rig.enrol()),
    step('Log in', async (rig) => {
      const answer = await rig.answer(await rig.challenge());
      must(answer);
      return rig.submit(answer);
    }),
    step('A look-alike site passes a challenge of the bank on', async (rig) =>
      rig.answer(await rig.challenge(), { origin: 'https://bank-login.test' }),
    ),
  ],
  expectedResult: [enrolledIn(0), answersChallenge(0, 1), loginAccepted(1), refusesChallenge(2)],
  provenBy: { fail: ['mutant:library-ignores-the-origin', 'mutant:library-answers-a-fixed-nonce'] },
});
