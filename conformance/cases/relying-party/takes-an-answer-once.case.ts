import { loginAccepted, loginRefused } from '../../checks/bank.ts';
import { step, testCase } from '../define.ts';
import { enrolled, logIn } from './enrolled.ts';

export default testCase({
  id: 'TC-RP-001',
  role: 'relying-party',
  requirements: ['NOTE-LOGIN-RP'],
  purpose: 'A good answer logs in once; the same answer again is refused.',
  purposeJa: '正しい応答は一回だけログインに使え、同じ応答の再送は拒まれる。',
  initialCondition: enrolled,
  procedure: [
    step('Log in', (rig) => logIn(rig)),
    step('The same answer again', (rig) => rig.submit(rig.notes.get('answer') as string)),
  ],
  expectedResult: [loginAccepted(0), loginRefused(1, 'challenge-used')],
  provenBy: { fail: ['mutant:bank-takes-answers-again'] },
});
