import { arrives, grantTaken, tellsNotTheOther } from '../../checks/hub.ts';
import { SHOP_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { grant, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-017',
  role: 'hub',
  requirements: ['OP-LINK-BY-GRANT', 'OP-OWN-IDENTIFIER'],
  purpose:
    'Whoever hands in a grant or data never learns by which identifier the other side knows the person.',
  purposeJa: '許諾やデータを提出する者に、相手方における本人の識別子を知らせない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
  ],
  expectedResult: [grantTaken(0), arrives(1), tellsNotTheOther(SHOP_APP)],
  provenBy: { fail: ['mutant:hub-tells-both-identifiers'] },
});
