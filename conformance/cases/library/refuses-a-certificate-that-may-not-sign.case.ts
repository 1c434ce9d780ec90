import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-037',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE'],
  purpose:
    'A certificate that is right but for one thing is not accepted, and no receipt is sent: no leave to sign.',
  purposeJa: '署名用途のないものは、他が正しくても受け入れず、受領確認を送らない。',
  procedure: [
    enrol,
    step('Enrol; what comes back has: no leave to sign', async (rig) => {
      const stop = erringCa(rig.world, 'no leave to sign');
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-ignores-the-key-usage'] },
});
