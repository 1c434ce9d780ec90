import { arrives, grantTaken, hubRefuses } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, join, member, share, withdraw } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-011',
  role: 'hub',
  requirements: ['OP-WITHDRAWAL-OWN'],
  purpose: 'A withdrawal by somebody else is refused, and data pass as before.',
  purposeJa: '他人による撤回は拒み、データはそれまでどおり渡る。',
  initialCondition: async (rig) => {
    await join(rig);
    await join(rig, 2);
  },
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('Somebody else withdraws', (rig) => withdraw(rig, member(rig, 2).bank)),
    step('What was granted passes', (rig) => share(rig)),
  ],
  expectedResult: [grantTaken(0), hubRefuses(1, 'request-not-yours'), arrives(2)],
  provenBy: { fail: ['mutant:hub-takes-any-withdrawal'] },
});
