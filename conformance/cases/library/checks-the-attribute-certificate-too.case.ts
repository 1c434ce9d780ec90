import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-039',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE'],
  purpose: 'An attribute certificate for another key beside the right certificate is not accepted.',
  purposeJa: '正しい証明書に添えられた別の鍵の属性型証明書を受け入れない。',
  procedure: [
    enrol,
    step('Enrol; the attribute certificate is for another key', async (rig) => {
      const stop = erringCa(rig.world, 'another key', 'attributeCertificate');
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-looks-at-one-certificate-only'] },
});
