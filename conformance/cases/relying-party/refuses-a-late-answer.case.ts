import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { enrolAs, kept } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { logInWith, loginPayloadFor } from './customer.ts';

export default testCase({
  id: 'TC-RP-013',
  role: 'relying-party',
  requirements: ['NOTE-LOGIN-RP'],
  purpose: 'An answer that comes after the expiry of its challenge is refused.',
  purposeJa: 'チャレンジの有効期限を過ぎた応答は拒まれる。',
  needs: ['controlled-clock'],
  initialCondition: (rig) => enrolAs(rig, 'phone'),
  procedure: [
    step('Log in', (rig) => logInWith(rig, kept(rig, 'phone'))),
    step('The challenge expires, then it is answered', async (rig) => {
      const challenge = await rig.challenge();
      await rig.advance(new Date(challenge.expires).getTime() - rig.world.clock.now().getTime() + 1_000);
      const answer = rig.holders.jws(kept(rig, 'phone'), loginPayloadFor(rig, challenge));
      await rig.bank('POST', '/login/answers', { body: { answer } });
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'challenge-expired')],
  provenBy: { fail: ['mutant:bank-forgets-the-expiry'] },
});
