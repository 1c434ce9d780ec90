import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept, logsInWith } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-065',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE', 'OP-KEEP-OLD'],
  purpose: 'A renewed certificate for another key is not accepted, and the old one goes on logging in.',
  purposeJa: '別の鍵の更新証明書を受け入れず、従前の証明書でのログインを続けられる。',
  needs: ['renewal'],
  procedure: [
    enrol,
    step('Renew; what comes back is for another key', async (rig) => {
      const stop = erringCa(rig.world, 'another key');
      await rig.ask('library.renew', { appId: rig.appId });
      stop();
    }),
    logIn,
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.renew'), logsInWith(0, 2)],
  provenBy: { fail: ['mutant:library-takes-any-renewal'] },
});
