import { withForeignKey } from '../../attacks/clients.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-010',
  role: 'ca',
  requirements: ['OP-CSR-PROOF'],
  purpose:
    'A certification request for a public key whose private key the applicant does not hold is refused.',
  purposeJa: '申込者が秘密鍵を持たない公開鍵の証明書発行要求は拒まれる。',
  procedure: [
    step('Enrol with an own key', (rig) => rig.enrol()),
    step('Enrol with the public key of somebody else', (rig) =>
      rig.enrol({ phone: 'b', steps: withForeignKey(rig.world.keys.p256('somebody else')) }),
    ),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'csr-proof-invalid')],
  provenBy: { fail: ['mutant:ca-asks-for-no-proof'] },
});
