import { JLIS_HOSTS } from '../../../simulator/jlis/index.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-020',
  role: 'ca',

  requirements: ['ESA-R5-2d'],
  purpose: 'While J-LIS says that it does not know the certificate, nothing is issued.',
  purposeJa: '機構が「不明」と答える間は発行しない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('J-LIS says unknown; the person enrols', async (rig) => {
      const { ocsp } = rig.jlis.statusOver('sign', (source) =>
        Object.create(source, { statusOf: { value: () => ({ status: 'unknown' }) } }),
      );
      rig.world.network.serve(JLIS_HOSTS.ocspSign, 'jlis', ocsp);
      await refusable(rig.holders.enrol(1));
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-status-unknown')],
  provenBy: { fail: ['mutant:ca-takes-unknown-for-good', 'mutant:ca-does-not-ask-j-lis'] },
});
