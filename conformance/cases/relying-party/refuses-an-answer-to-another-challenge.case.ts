import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { enrolled, logIn } from './enrolled.ts';

export default testCase({
  id: 'TC-RP-002',
  role: 'relying-party',
  requirements: ['NOTE-LOGIN-RP'],
  purpose: 'An answer whose nonce is that of another challenge is refused, though the person signed it.',
  purposeJa: '別のチャレンジのノンスに対する応答は、本人の署名があっても拒まれる。',
  initialCondition: enrolled,
  procedure: [
    step('Log in', (rig) => logIn(rig)),
    step('The nonce of one challenge under the name of another', async (rig) => {
      const one = await rig.challenge();
      const other = await rig.challenge();
      const answer = await rig.answer({ ...other, nonce: one.nonce });
      must(answer);
      await rig.submit(answer);
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'challenge-mismatch')],
  provenBy: { fail: ['mutant:bank-ignores-the-nonce'] },
});
