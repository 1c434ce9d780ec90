import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { enrolAs, kept } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { logInWith, loginPayloadFor } from './customer.ts';

export default testCase({
  id: 'TC-RP-014',
  role: 'relying-party',
  requirements: ['NOTE-LOGIN-RP'],
  purpose: 'An answer to a challenge that the bank never gave is refused.',
  purposeJa: '銀行が出していないチャレンジへの応答は拒まれる。',
  initialCondition: (rig) => enrolAs(rig, 'phone'),
  procedure: [
    step('Log in', (rig) => logInWith(rig, kept(rig, 'phone'))),
    step('A challenge is made up and answered', async (rig) => {
      const challenge = { ...(await rig.challenge()), challenge: rig.holders.nonce() };
      const answer = rig.holders.jws(kept(rig, 'phone'), loginPayloadFor(rig, challenge));
      await rig.bank('POST', '/login/answers', { body: { answer } });
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'challenge-unknown')],
  provenBy: { fail: ['mutant:bank-takes-made-up-challenges'] },
});
