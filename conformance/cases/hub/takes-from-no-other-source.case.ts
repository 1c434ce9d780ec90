import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { CLINIC_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { grant, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-005',
  role: 'hub',
  requirements: ['OP-GRANT-NAMES'],
  purpose: 'Under a grant its source alone hands over: from another operator the same is refused.',
  purposeJa: '許諾に定める提供元のみが渡すことができ、他の事業者からのものは拒む。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('A clinic hands the same over', (rig) => share(rig, {}, CLINIC_APP)),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'grant-missing'), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-takes-from-anybody'] },
});
