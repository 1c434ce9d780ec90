import { enrolledIn } from '../../checks/library.ts';
import { consentsTo } from '../../checks/library-consent.ts';
import { endsAs } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { consent, enrol, SERVICE } from './doing.ts';

export default testCase({
  id: 'TC-LIB-054',
  role: 'library',
  requirements: ['JPR-35-2-2-library'],
  purpose: 'Of the items that are asked for, only those that the user switched on are consented to.',
  purposeJa: '求められた項目のうち、利用者が選んだものだけに同意する。',
  needs: ['consent'],
  procedure: [
    enrol,
    step('Consent; the user chooses the address alone', (rig) => {
      rig.user.items = ['address'];
      return consent(rig);
    }),
  ],
  expectedResult: [
    enrolledIn(0),
    consentsTo(1, { ...SERVICE, items: ['address'] }),
    endsAs(1, 'library.consent', 'given'),
  ],
  provenBy: { fail: ['mutant:library-consents-to-all'] },
});
