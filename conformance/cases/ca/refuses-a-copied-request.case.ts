import { withCopiedRequest } from '../../attacks/clients.ts';
import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';

export default testCase({
  id: 'TC-CA-006',
  role: 'ca',
  requirements: ['OP-CSR-BOUND'],
  purpose:
    'A certification request that was made for one application is refused in another, though the card signed it there.',
  purposeJa: 'ある申請のために作られた証明書発行要求は、別の申請に入れてカードで署名しても拒まれる。',
  procedure: [
    step('Enrol; the request is kept', (rig) => {
      const steps = withCopiedRequest();
      rig.notes.set('steps', steps);
      return rig.enrol({ steps });
    }),
    step('A new application with the old request', (rig) =>
      rig.enrol({ phone: 'b', steps: rig.notes.get('steps') as ReturnType<typeof withCopiedRequest> }),
    ),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'csr-binding')],
  provenBy: { fail: ['mutant:ca-takes-copied-requests'] },
});
