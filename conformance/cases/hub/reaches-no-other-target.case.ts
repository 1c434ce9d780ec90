import { arrives, grantTaken, nothingArrives } from '../../checks/hub.ts';
import { CLINIC_APP } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { fetchAs, grant, handOver, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-006',
  role: 'hub',
  requirements: ['OP-GRANT-NAMES'],
  purpose: 'What is handed over under a grant reaches its target and no other operator.',
  purposeJa: '許諾のもとに渡されたものは、定められた受け手にのみ届き、他の事業者には届かない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands over once more, and a clinic fetches', async (rig) => {
      await handOver(rig);
      await fetchAs(rig, CLINIC_APP);
    }),
  ],
  expectedResult: [grantTaken(0), arrives(1), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-delivers-to-whoever-asks'] },
});
