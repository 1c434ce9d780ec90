import { arrives, grantTaken, hubRefuses } from '../../checks/hub.ts';
import { step, testCase } from '../define.ts';
import { fetchAsNobody, grant, handOver, join, share } from './sharing.ts';

export default testCase({
  id: 'TC-HUB-016',
  role: 'hub',
  requirements: ['OP-MEMBERS'],
  purpose: 'Whoever shows no client certificate of an operator gets no data.',
  purposeJa: '事業者のクライアント証明書を示さない者にはデータを渡さない。',
  initialCondition: (rig) => join(rig),
  procedure: [
    step('The person grants', (rig) => grant(rig)),
    step('What was granted passes', (rig) => share(rig)),
    step('The bank hands over, and somebody without a certificate fetches', async (rig) => {
      await handOver(rig);
      await fetchAsNobody(rig);
    }),
  ],
  expectedResult: [grantTaken(0), arrives(1), hubRefuses(2, 'caller-unknown')],
  provenBy: { fail: ['mutant:hub-serves-anybody'] },
});
