import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, identifierOf, join, member, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-007',
  role: 'hub',
  requirements: ['OP-GRANT-NAMES'],
  purpose: 'Under the grant of one person nothing of another passes.',
  purposeJa: 'ある者の許諾のもとに、別の者のデータを渡さない。',
  initialCondition: async (rig) => {
    await join(rig);
    await join(rig, 2);
  },
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands over data of somebody else under it', (rig) =>
      share(rig, { pairwise: identifierOf(member(rig, 2).bank) }),
    ),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'grant-missing'), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-passes-data-of-anybody'] },
});
