import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-125',
  role: 'library',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-LIB'],
  purpose: 'A certificate for the key that authenticates under which it could sign, too, is not accepted.',
  purposeJa: '認証用の鍵に署名もできる電子証明書は受け入れない。',
  procedure: [
    enrol,
    step('Enrol; the key that authenticates may sign, too', async (rig) => {
      const stop = erringCa(rig.world, 'leave to sign for good', 'authenticationCertificate');
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-takes-any-pair'] },
});
