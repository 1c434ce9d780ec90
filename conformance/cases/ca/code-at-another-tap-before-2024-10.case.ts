import { handsOutCode, issuedIn, waitsFor } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { applyByCode, secondTap, useCode } from './coded.ts';

export default testCase({
  id: 'TC-CA-105',
  role: 'ca',
  route: 'code-after-signature',
  policy: { scheme: 'two-taps' },
  requirements: ['NOTE-EARLIER'],
  purpose:
    'In the scheme of two taps the one-time code comes at the second tap and not before, and opens the application.',
  purposeJa: '二回タップの方式では、利用者識別符号は二回目のタップで初めて渡され、これにより発行される。',
  procedure: [
    step('The card signs the application', (rig) => applyByCode(rig)),
    step('The card signs for the code', (rig) => secondTap(rig)),
    step('The code is used', (rig) => useCode(rig)),
  ],
  expectedResult: [waitsFor(0, 'second-tap'), handsOutCode(1), issuedIn(2)],
  provenBy: { fail: ['mutant:ca-hands-the-code-out-at-once'] },
});
