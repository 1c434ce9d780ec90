import { hears } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { beforeTheAnswer } from './disturbed.ts';
import { DAY, enrolAs } from './holding.ts';
import { askEvents, move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-308',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-5'],
  purpose:
    'Items that J-LIS gave just before the person withdrew the consent, and that come after it, are not taken: nobody hears of them.',
  purposeJa: '撤回の直前に機構が提供し、撤回の後に届いた項目は用いず、誰にも通知しない。',
  procedure: [
    step('Two people enrol and consent for the bank', async (rig) => {
      for (const citizen of [1, 2]) {
        await enrolAs(rig, `phone ${citizen}`, citizen);
        await rig.holders.consent(citizen, rig.appId);
      }
      await rig.advance(2 * DAY);
    }),
    step('One moves, and withdraws while the answer of J-LIS is on its way', async (rig) => {
      beforeTheAnswer(rig, '/four-items', () => rig.holders.withdraw(1, rig.appId));
      move(rig, 1);
      await settled(rig);
    }),
    step('The bank asks', (rig) => askEvents(rig)),
    step('The other one moves', async (rig) => {
      move(rig, 2);
      await settled(rig);
    }),
    step('The bank asks again', (rig) => askEvents(rig)),
  ],
  expectedResult: [hears(2, 0, 'attributes-changed'), hears(4, 1, 'attributes-changed')],
  provenBy: { fail: ['mutant:ca-takes-what-comes-after-the-withdrawal'] },
});
