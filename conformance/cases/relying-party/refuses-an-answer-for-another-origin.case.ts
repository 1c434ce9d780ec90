import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolled, logIn } from './enrolled.ts';

export default testCase({
  id: 'TC-RP-006',
  role: 'relying-party',
  requirements: ['NOTE-LOGIN-RP'],
  purpose: 'An answer that the person gave to a look-alike site, for a challenge of the bank, is refused.',
  purposeJa: '偽サイトが中継したチャレンジに対し、その偽サイト宛てに作られた応答は拒まれる。',
  initialCondition: enrolled,
  procedure: [
    step('Log in', (rig) => logIn(rig)),
    step('A look-alike site relays challenge and answer', async (rig) => {
      const origin = 'https://bank-login.test';
      const challenge = { ...(await rig.challenge()), origin };
      const answer = await rig.answer(challenge, { origin });
      must(answer);
      await rig.submit(answer);
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'challenge-mismatch')],
  provenBy: { fail: ['mutant:bank-ignores-the-origin'] },
});
