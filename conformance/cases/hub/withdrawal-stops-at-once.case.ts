import { arrives, grantTaken, hubRefuses, nothingArrives, withdrawn } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, join, member, share, withdraw } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-009',
  role: 'hub',
  requirements: ['OP-WITHDRAWAL'],
  purpose: 'From the moment of a withdrawal nothing more is taken under the grant.',
  purposeJa: '撤回の時から、その許諾のもとに何も受け取らない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The person withdraws in the app of the bank', (rig) => withdraw(rig, member(rig).bank)),
    step('The bank hands over again', (rig) => share(rig)),
  ],
  expectedResult: [grantTaken(0), arrives(1), withdrawn(2), hubRefuses(3, 'grant-ended'), nothingArrives(3)],
  provenBy: { fail: ['mutant:hub-forgets-withdrawals'] },
});
