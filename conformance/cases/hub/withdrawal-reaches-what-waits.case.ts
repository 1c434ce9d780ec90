import { arrives, grantTaken, nothingArrives, withdrawn } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { fetchAs, grant, handOver, join, member, share, withdraw } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-010',
  role: 'hub',
  requirements: ['OP-WITHDRAWAL'],
  purpose:
    'What still waits when the person withdraws, in the app of the other side, does not reach the target any more.',
  purposeJa: '受け手側のアプリで撤回した時にまだ届いていないものは、その後も届かない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands over, and the person withdraws in the app of the shop', async (rig) => {
      await handOver(rig);
      await withdraw(rig, member(rig).shop);
    }),
    step('The shop fetches', (rig) => fetchAs(rig)),
  ],
  expectedResult: [grantTaken(0), arrives(1), withdrawn(2), nothingArrives(3)],
  provenBy: { fail: ['mutant:hub-delivers-what-waited'] },
});
