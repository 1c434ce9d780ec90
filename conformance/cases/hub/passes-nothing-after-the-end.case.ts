import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { DAY } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { grant, handOver, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-008',
  role: 'hub',
  requirements: ['OP-GRANT-ENDS'],
  purpose: 'After the time that the person gave nothing passes, not even what was handed over before.',
  purposeJa: '本人の定めた期限の後は、先に渡されたものを含め何も届かない。',
  needs: ['controlled-clock'],
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands over again; two days later it does once more, and the shop fetches', async (rig) => {
      await handOver(rig);
      await rig.advance(2 * DAY);
      await share(rig);
    }),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'grant-ended'), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-forgets-the-end'] },
});
