import { enrolledIn } from '../../checks/library.ts';
import { freshKeys, holdsCertificatesOf } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol, list } from './doing.ts';

export default testCase({
  id: 'TC-LIB-068',
  role: 'library',
  requirements: ['NOTE-NEW-PHONE'],
  purpose: 'On a new phone one tap leads to a certificate for a new key, with nothing of the old phone.',
  purposeJa: '新しい端末では、旧端末の何も用いず、一回のタップで新しい鍵の証明書を得る。',
  needs: ['other-phone', 'inventory'],
  procedure: [
    enrol,
    step('Take a new phone and enrol', async (rig) => {
      await rig.ask('library.phone', { name: 'new' });
      return rig.enrol();
    }),
    list,
  ],
  expectedResult: [enrolledIn(0), taps(1, 1), enrolledIn(1), freshKeys(0, 1), holdsCertificatesOf(2, 1)],
  provenBy: { fail: ['mutant:library-copies-the-old-phone'] },
});
