import { enrolledIn } from '../../checks/library.ts';
import { endsAs, revokesByCard } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol, revoke } from './doing.ts';

export default testCase({
  id: 'TC-LIB-073',
  role: 'library',
  requirements: ['OP-REVOKE'],
  purpose: 'When the phone is gone, one tap on another ends what the person holds.',
  purposeJa: '端末を失ったときは、別の端末での一回のタップで、本人の証明書を失効させる。',
  needs: ['revocation', 'other-phone'],
  procedure: [
    enrol,
    step('On another phone: end what was on the lost one', async (rig) => {
      await rig.ask('library.phone', { name: 'other' });
      return revoke(rig, 'lost', 'card');
    }),
  ],
  expectedResult: [
    enrolledIn(0),
    taps(1, 1),
    revokesByCard(1, 'lost'),
    endsAs(1, 'library.revoke', 'revoked'),
  ],
  provenBy: { fail: ['mutant:library-needs-the-lost-phone'] },
});
