import { weakRequest } from '../../attacks/clients.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, going } from './holding.ts';

export default testCase({
  id: 'TC-CA-021',
  role: 'ca',

  requirements: ['ESA-R2'],
  purpose:
    'A request for an RSA key of 1024 bits, signed by that key and bound to the application, is refused.',
  purposeJa: '1024ビットのRSA鍵の証明書発行要求は、その鍵で署名され申請に結び付いていても拒む。',
  procedure: [
    step('The person enrols with a P-256 key', (rig) => enrolAs(rig, 'phone')),
    step('The person applies with an RSA key of 1024 bits', async (rig) => {
      const begun = await going(rig.holders.begin());
      const csr = weakRequest(begun.offer, rig.world.chance.fork('weak key'));
      await rig.holders.handIn(begun, rig.holders.signed(1, rig.holders.content(begun, { csr })), { csr });
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'key-unacceptable')],
  provenBy: { fail: ['mutant:ca-certifies-any-key'] },
});
