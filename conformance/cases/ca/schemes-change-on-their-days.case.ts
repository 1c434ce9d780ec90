import { handsOutCode, waitsFor } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { applyByCode } from './coded.ts';
import { MINUTE } from './holding.ts';

export default testCase({
  id: 'TC-CA-108',
  role: 'ca',
  route: 'code-after-signature',
  policy: { scheme: 'dated' },
  startsAt: '2023-11-20T23:50:00+09:00',
  needs: ['controlled-clock'],
  requirements: ['NOTE-EARLIER', 'NOTE-NO-HUMAN'],
  purpose:
    'On 2023-11-20 an application waits for an inspection, from 2023-11-21 for a second tap, from 2024-10-07 for nothing.',
  purposeJa: '2023年11月20日には審査を、同21日からは二回目のタップを待ち、2024年10月7日からは何も待たない。',
  procedure: [
    step('Ten minutes before midnight somebody applies', (rig) => applyByCode(rig)),
    step('Ten minutes after midnight somebody else does', async (rig) => {
      await rig.advance(20 * MINUTE);
      await applyByCode(rig, 2);
    }),
    step('In October of the next year a third one does', async (rig) => {
      await rig.advance(new Date('2024-10-07T09:00:00+09:00').getTime() - rig.world.clock.now().getTime());
      await applyByCode(rig, 3);
    }),
  ],
  expectedResult: [waitsFor(0, 'inspecting'), waitsFor(1, 'second-tap'), handsOutCode(2)],
  provenBy: { fail: ['mutant:ca-lives-in-the-present'] },
});
