import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { enrolAs, kept } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { logInWith, loginPayloadFor } from './customer.ts';

export default testCase({
  id: 'TC-RP-016',
  role: 'relying-party',
  requirements: ['OP-RP-PURPOSE'],
  purpose:
    'What was signed for another purpose logs nobody in, though all the rest is that of a good answer.',
  purposeJa: '他の目的で署名されたものは、その余が正しくてもログインに使えない。',
  initialCondition: (rig) => enrolAs(rig, 'phone'),
  procedure: [
    step('Log in', (rig) => logInWith(rig, kept(rig, 'phone'))),
    step('The same payload, signed as a receipt', async (rig) => {
      const payload = { ...loginPayloadFor(rig, await rig.challenge()), purpose: 'receipt' };
      await rig.bank('POST', '/login/answers', {
        body: { answer: rig.holders.jws(kept(rig, 'phone'), payload) },
      });
    }),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'answer-malformed')],
  provenBy: { fail: ['mutant:bank-ignores-the-purpose-of-an-answer'] },
});
