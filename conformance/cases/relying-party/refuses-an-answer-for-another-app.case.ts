import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { enrolAs, kept } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { logInWith, loginPayloadFor } from './customer.ts';

export default testCase({
  id: 'TC-RP-015',
  role: 'relying-party',
  requirements: ['NOTE-LOGIN-RP'],
  purpose: 'An answer that the person gave for another app is refused, for the same challenge and origin.',
  purposeJa: '同じチャレンジと接続先でも、別のアプリ宛ての応答は拒まれる。',
  initialCondition: (rig) => enrolAs(rig, 'phone'),
  procedure: [
    step('Log in', (rig) => logInWith(rig, kept(rig, 'phone'))),
    step('The answer is for another app', async (rig) => {
      const challenge = { ...(await rig.challenge()), appId: 'shop' };
      const answer = rig.holders.jws(kept(rig, 'phone'), loginPayloadFor(rig, challenge));
      await rig.bank('POST', '/login/answers', { body: { answer } });
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'challenge-mismatch')],
  provenBy: { fail: ['mutant:bank-ignores-the-app'] },
});
