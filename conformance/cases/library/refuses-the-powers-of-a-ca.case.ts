import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-036',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE'],
  purpose:
    'A certificate that is right but for one thing is not accepted, and no receipt is sent: the powers of a CA.',
  purposeJa: '認証局の権限を持つものは、他が正しくても受け入れず、受領確認を送らない。',
  procedure: [
    enrol,
    step('Enrol; what comes back has: the powers of a CA', async (rig) => {
      const stop = erringCa(rig.world, 'the powers of a CA');
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-ignores-what-it-may'] },
});
