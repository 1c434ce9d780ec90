import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-008',
  role: 'ca',
  requirements: ['ESA-R5-2d'],
  purpose: 'While J-LIS cannot be reached nothing is issued; once it can, a new application is.',
  purposeJa: 'J-LISに到達できない間は発行せず、回復後の新しい申込みには発行する。',
  procedure: [
    step('J-LIS cannot be reached; enrol', (rig) => {
      rig.world.network.setReachable(JLIS_HOSTS.ocspSign, false);
      return rig.enrol();
    }),
    step('J-LIS is back; enrol', (rig) => {
      rig.world.network.setReachable(JLIS_HOSTS.ocspSign, true);
      return rig.enrol({ phone: 'b' });
    }),
  ],
  expectedResult: [refusedWith(0, 'jpki-status-unavailable'), issuedIn(1)],
  provenBy: { fail: ['mutant:ca-fails-open', 'mutant:ca-does-not-ask-j-lis'] },
});
