import { arrives, grantTaken, nothingArrives, underItsOwnIdentifier } from '../../checks/hub.ts';
import { SHOP_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { fetchAs, grant, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-002',
  role: 'hub',
  requirements: ['NOTE-DATA-BY-WILL', 'OP-OWN-IDENTIFIER'],
  purpose:
    'What a grant names reaches its target, once, as it was handed over, under the target’s own identifier of the person.',
  purposeJa: '許諾が定めるものは、渡されたとおりに一度だけ、受け手自身の識別子のもとに届く。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The shop fetches again', (rig) => fetchAs(rig)),
  ],
  expectedResult: [grantTaken(0), arrives(1), underItsOwnIdentifier(1, SHOP_APP), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-delivers-under-the-identifier-of-the-source'] },
});
