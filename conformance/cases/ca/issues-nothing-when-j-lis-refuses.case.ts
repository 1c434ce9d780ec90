import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-303',
  role: 'ca',
  requirements: ['JPKI-18-6'],
  purpose: 'When J-LIS no longer supplies the CA with information, no certificate is issued.',
  purposeJa: '機構が情報の提供を停止したときは、電子証明書を発行しない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('J-LIS refuses to tell any status; the person enrols', async (rig) => {
      for (const host of [JLIS_HOSTS.ocspSign, JLIS_HOSTS.crlSign])
        rig.world.network.serve(host, 'jlis', () => new Response('TEST: 提供停止', { status: 403 }));
      await refusable(rig.holders.enrol(1));
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unavailable')],
  provenBy: { fail: ['mutant:ca-takes-a-refusal-for-good', 'mutant:ca-fails-open'] },
});
