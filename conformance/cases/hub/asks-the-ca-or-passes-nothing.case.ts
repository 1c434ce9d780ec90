import { grantTaken, hubRefuses, withdrawn } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, grantContent, handIn, join, member, withdraw } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-015',
  role: 'hub',
  requirements: ['OP-LINK-BY-GRANT'],
  purpose:
    'While the CA cannot be asked who the person is on both sides, no grant is taken; a withdrawal needs no CA.',
  purposeJa: '認証局に照会できない間は許諾を受け付けない。撤回は認証局を要しない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('The CA is away; the person signs another grant', async (rig) => {
      rig.society.faults.set('ca', [{ type: 'down' }]);
      await handIn(rig, rig.holders.jws(member(rig).bank, grantContent(rig)));
    }),
    step('The person withdraws the first one', (rig) => withdraw(rig, member(rig).bank)),
  ],
  expectedResult: [grantTaken(0), hubRefuses(1, 'hub-unavailable'), withdrawn(2)],
  provenBy: { fail: ['mutant:hub-guesses-when-the-ca-is-away'] },
});
