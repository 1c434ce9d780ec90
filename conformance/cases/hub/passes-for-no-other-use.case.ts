import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-004',
  role: 'hub',
  requirements: ['OP-GRANT-NAMES'],
  purpose: 'The item of a grant handed over for another use than the person was shown is refused.',
  purposeJa: '本人に示した目的以外のために渡そうとするものは拒む。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands it over for another use', (rig) => share(rig, { use: 'TEST: advertising' })),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'grant-missing'), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-passes-for-any-use'] },
});
