import { handsOutCode, saysNo, waitsFor } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { applyByCode, secondTap } from './coded.ts';

export default testCase({
  id: 'TC-CA-106',
  role: 'ca',
  route: 'code-after-signature',
  policy: { scheme: 'two-taps' },
  requirements: ['NOTE-EARLIER', 'ESA-R6-3-2-ro3'],
  purpose: 'The one-time code is given to the card that applied, and to no other.',
  purposeJa: '利用者識別符号は申込みを行ったカードにのみ渡す。',
  procedure: [
    step('The card signs the application', (rig) => applyByCode(rig)),
    step('The card of somebody else signs for the code', (rig) => secondTap(rig, 2)),
    step('The card that applied signs for it', (rig) => secondTap(rig)),
  ],
  expectedResult: [waitsFor(0, 'second-tap'), saysNo(1, 'application-mismatch'), handsOutCode(2)],
  provenBy: { fail: ['mutant:ca-gives-the-code-to-any-card'] },
});
