import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-032',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE'],
  purpose:
    'A certificate that is right but for one thing is not accepted, and no receipt is sent: an issuer of the same name with another key.',
  purposeJa: '同名の別の認証局のものは、他が正しくても受け入れず、受領確認を送らない。',
  procedure: [
    enrol,
    step('Enrol; what comes back has: an issuer of the same name with another key', async (rig) => {
      const stop = erringCa(rig.world, 'an issuer of the same name with another key');
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-compares-issuer-names-only'] },
});
