import {
  arrives,
  grantTaken,
  hubRefuses,
  nothingArrives,
  staysWithdrawn,
  withdrawn,
} from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, granted, handIn, join, member, share, withdraw } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-013',
  role: 'hub',
  requirements: ['OP-WITHDRAWAL', 'OP-GRANT-ONCE'],
  purpose:
    'A grant that was withdrawn stays withdrawn when the same message is handed in again, and nothing passes.',
  purposeJa: '撤回された許諾は、同じメッセージが再び提出されても撤回されたままで、何も渡らない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The person withdraws', (rig) => withdraw(rig, member(rig).bank)),
    step('Somebody hands in the old grant again', (rig) => handIn(rig, granted(rig).jws)),
    step('The bank hands over', (rig) => share(rig)),
  ],
  expectedResult: [
    grantTaken(0),
    arrives(1),
    withdrawn(2),
    staysWithdrawn(3),
    hubRefuses(4, 'grant-ended'),
    nothingArrives(4),
  ],
  provenBy: { fail: ['mutant:hub-takes-old-grants-again'] },
});
