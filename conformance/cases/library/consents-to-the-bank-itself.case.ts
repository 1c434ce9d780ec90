import { BANK_URL } from '../../../simulator/society/index.ts';
import { BANK_HOST } from '../../checks/bank.ts';
import { enrolledIn } from '../../checks/library.ts';
import { consentsTo, consentsToNothing } from '../../checks/library-consent.ts';
import { endsAs } from '../../checks/library-keys.ts';
import { signsIn, taps } from '../../checks/library-tap.ts';
import { must } from '../../runner/rig.ts';
import { step, testCase } from '../define.ts';
import { BANK_SERVICE } from '../relying-party/changing.ts';

export default testCase({
  id: 'TC-LIB-130',
  role: 'library',
  requirements: ['OP-LIB-CONSENT-TO-BANK', 'JPR-35-2-1-library'],
  purpose:
    'A consent to a bank that is itself a verifier is signed by the card in one tap and goes to that bank, not to the CA.',
  purposeJa:
    '自ら署名検証者である銀行への同意は、一回のタップでカードが署名し、認証局ではなくその銀行へ送られる。',
  needs: ['own-verification', 'consent'],
  procedure: [
    step('Enrol, and log in at the bank', async (rig) => {
      await rig.enrol();
      must(await rig.logIn());
    }),
    step('Consent to the bank', (rig) => {
      rig.user.items = ['name', 'address'];
      const asked = { ...BANK_SERVICE, items: ['name' as const, 'address' as const] };
      const { appId, ca } = rig;
      return rig.ask('library.consent', { appId, ca, bank: BANK_URL, ...asked });
    }),
  ],
  expectedResult: [
    enrolledIn(0),
    taps(1, 1),
    signsIn(1, 1),
    consentsTo(1, { ...BANK_SERVICE, items: ['name', 'address'] }, BANK_HOST),
    consentsToNothing(1),
    endsAs(1, 'library.consent', 'given'),
  ],
  provenBy: { fail: ['mutant:library-consents-to-the-ca-alone'] },
});
