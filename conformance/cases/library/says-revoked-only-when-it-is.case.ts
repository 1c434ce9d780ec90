import { enrolledIn } from '../../checks/library.ts';
import { endsAs, holdsCertificatesOf } from '../../checks/library-keys.ts';
import { shows } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol, list, revoke } from './doing.ts';

export default testCase({
  id: 'TC-LIB-074',
  role: 'library',
  requirements: ['OP-REVOKE'],
  purpose:
    'When the CA gives no answer, the library does not say that the certificate has ended, and still has it.',
  purposeJa: '認証局の応答がないときは、失効したと示さず、証明書を保持する。',
  needs: ['revocation', 'inventory'],
  procedure: [
    enrol,
    step('End it while the CA is away', async (rig) => {
      rig.society.faults.set('ca', [{ type: 'down' }]);
      await revoke(rig, 'stop');
      rig.society.faults.set('ca', []);
    }),
    list,
  ],
  expectedResult: [
    enrolledIn(0),
    endsAs(1, 'library.revoke', 'refused'),
    shows(1, 'refused'),
    holdsCertificatesOf(2, 0),
  ],
  provenBy: { fail: ['mutant:library-says-revoked-anyway'] },
});
