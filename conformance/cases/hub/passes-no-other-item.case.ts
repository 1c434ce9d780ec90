import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-003',
  role: 'hub',
  requirements: ['OP-GRANT-NAMES'],
  purpose: 'An item that the grant does not name is refused and reaches nobody.',
  purposeJa: '許諾にない項目は拒み、誰にも渡さない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands over another item', (rig) => share(rig, { item: 'address' })),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'grant-missing'), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-passes-any-item'] },
});
