import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, kept } from './holding.ts';
import { confirm, fetchCases, move, settled } from './people.ts';
import { otherOf, SEPARATE } from './two-keys.ts';

export default testCase({
  id: 'TC-CA-453',
  role: 'ca',
  policy: SEPARATE,
  needs: ['controlled-clock'],
  requirements: ['OP-SEPARATE-CA'],
  purpose: 'A change confirmed by the key that authenticates is not closed; by the key that signs it is.',
  purposeJa: '認証用の鍵による変更の確認は受け付けず、署名用の鍵によるものを受け付ける。',
  procedure: [
    step('The person enrols, and consents for the bank', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, rig.appId);
      await rig.advance(2 * DAY);
    }),
    step('The person moves, J-LIS tells the CA, and the bank fetches the case', async (rig) => {
      move(rig);
      await settled(rig);
      rig.notes.set('cases', await fetchCases(rig));
    }),
    step('The change is confirmed by the key that authenticates', (rig) =>
      confirm(rig, {}, otherOf(kept(rig, 'phone'))),
    ),
    step('It is confirmed by the key that signs', (rig) => confirm(rig)),
  ],
  expectedResult: [caseIs(1, 'pushed'), saysNo(2, 'certificate-purpose'), caseIs(3, 'applied')],
  provenBy: { fail: ['mutant:ca-takes-any-key-for-a-wish'] },
});
