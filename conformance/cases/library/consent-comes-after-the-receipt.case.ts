import { enrolledIn } from '../../checks/library.ts';
import { consentsAfterTheReceipt, consentsTo } from '../../checks/library-consent.ts';
import { step, testCase } from '../define.ts';
import { asking, SERVICE } from './doing.ts';

export default testCase({
  id: 'TC-LIB-058',
  role: 'library',
  requirements: ['JPR-35-2-1-library'],
  purpose:
    'The consent from the tap of enrolment is sent once the certificate is accepted, and reaches the CA.',
  purposeJa: '発行と同じタップの同意は、証明書の受領後に送り、認証局に届く。',
  needs: ['consent'],
  procedure: [
    step('Enrol and consent to two of the four items in the same tap', (rig) => {
      rig.user.items = ['name', 'address'];
      return rig.enrol({ consent: asking() });
    }),
  ],
  expectedResult: [
    enrolledIn(0),
    consentsAfterTheReceipt(0),
    consentsTo(0, { ...SERVICE, items: ['name', 'address'] }),
  ],
  provenBy: { fail: ['mutant:library-sends-the-consent-first'] },
});
