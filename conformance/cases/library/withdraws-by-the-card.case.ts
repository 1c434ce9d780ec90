import { enrolledIn } from '../../checks/library.ts';
import { consentsTo, withdraws } from '../../checks/library-consent.ts';
import { endsAs } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { ALL_ITEMS, consent, enrol, SERVICE, withdraw } from './doing.ts';

export default testCase({
  id: 'TC-LIB-061',
  role: 'library',
  requirements: ['JPR-35-2-5-library'],
  purpose: 'A withdrawal is signed by the card in one tap and reaches the CA.',
  purposeJa: '撤回は一回のタップでカードにより署名し、認証局に届ける。',
  needs: ['consent'],
  procedure: [
    enrol,
    step('Consent', (rig) => {
      rig.user.items = ALL_ITEMS;
      return consent(rig);
    }),
    step('Withdraw', (rig) => withdraw(rig)),
  ],
  expectedResult: [
    enrolledIn(0),
    consentsTo(1, { ...SERVICE, items: ALL_ITEMS }),
    taps(2, 1),
    withdraws(2, SERVICE),
    endsAs(2, 'library.withdrawConsent', 'given'),
  ],
  provenBy: { fail: ['mutant:library-withdraws-in-its-own-books'] },
});
