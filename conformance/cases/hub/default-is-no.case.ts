import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { fetchAs, grant, handOver, identifierOf, join, member, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-001',
  role: 'hub',
  requirements: ['NOTE-DATA-BY-WILL', 'OP-DEFAULT-NO'],
  purpose:
    'Without a grant nothing passes: what an operator hands over under none is refused. With one it passes.',
  purposeJa: '許諾がなければ何も渡らず、許諾なく渡そうとするものは拒む。許諾があれば渡る。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The bank hands over data under a grant that there is not', async (rig) => {
      const pairwise = identifierOf(member(rig).bank);
      rig.notes.set('grant', { id: '0'.repeat(64), jws: '' });
      await handOver(rig, { pairwise });
      await fetchAs(rig);
    }),
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
  ],
  expectedResult: [hubRefuses(0, 'grant-missing'), nothingArrives(0), grantTaken(1), arrives(2)],
  provenBy: { fail: ['mutant:hub-says-yes-by-default'] },
});
