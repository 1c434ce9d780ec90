import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept, logsInWith } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-040',
  role: 'library',
  requirements: ['OP-KEEP-OLD'],
  purpose: 'When a new certificate is not accepted, the one that the app has goes on logging in.',
  purposeJa: '新しい証明書を受け入れないとき、従前の証明書でのログインは続けられる。',
  procedure: [
    enrol,
    step('Enrol again; what comes back is for another key', async (rig) => {
      const stop = erringCa(rig.world, 'another key');
      await rig.enrol();
      stop();
    }),
    logIn,
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol'), logsInWith(0, 2)],
  provenBy: { fail: ['mutant:library-forgets-the-old-first'] },
});
