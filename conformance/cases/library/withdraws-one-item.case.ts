import { enrolledIn } from '../../checks/library.ts';
import { consentsTo, withdraws, withdrawsBeforeConsenting } from '../../checks/library-consent.ts';
import { taps, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { ALL_ITEMS, consent, enrol, SERVICE, withdraw } from './doing.ts';

export default testCase({
  id: 'TC-LIB-062',
  role: 'library',
  requirements: ['JPR-35-2-5-library', 'JPR-35-2-2-library'],
  purpose:
    'When one item is withdrawn, one tap signs the withdrawal and the consent to what stays, in this order.',
  purposeJa: '一項目の撤回では、一回のタップで撤回と残る項目への同意に、この順で署名する。',
  needs: ['consent'],
  procedure: [
    enrol,
    step('Consent', (rig) => {
      rig.user.items = ALL_ITEMS;
      return consent(rig);
    }),
    step('Withdraw the address', (rig) => withdraw(rig, ['address'])),
  ],
  expectedResult: [
    enrolledIn(0),
    taps(2, 1),
    verifiesIn(2, 1),
    withdraws(2, SERVICE),
    consentsTo(2, { ...SERVICE, items: ['name', 'birth', 'gender'] }),
    withdrawsBeforeConsenting(2),
  ],
  provenBy: { fail: ['mutant:library-withdraws-everything', 'mutant:library-narrows-without-a-withdrawal'] },
});
