import { sha256Hex } from '../../../simulator/profile/index.ts';
import { arrives, grantTaken, hubRefuses, nothingArrives } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { grant, grantContent, handIn, join, member, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-012',
  role: 'hub',
  requirements: ['OP-GRANT-SIGNED'],
  purpose:
    'A grant that shows the person’s certificate but was signed by another key is refused, and nothing passes under it.',
  purposeJa: '本人の証明書を添えても別の鍵で署名された許諾は拒み、そのもとに何も渡さない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('An attacker signs a grant in the person’s name; the bank hands over under it', async (rig) => {
      const forged = rig.holders.jws(
        { ...member(rig).bank, scalar: rig.holders.scalar() },
        grantContent(rig),
      );
      await handIn(rig, forged);
      await share(rig, { grant: sha256Hex(forged) });
    }),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'request-signature-invalid'), nothingArrives(2)],
  provenBy: { fail: ['mutant:hub-believes-whom-it-knows'] },
});
