import { enrolledIn } from '../../checks/library.ts';
import { consentsTo } from '../../checks/library-consent.ts';
import { signsIn, taps, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { asking, SERVICE } from './doing.ts';

export default testCase({
  id: 'TC-LIB-008',
  role: 'library',
  route: 'key-in-application',
  requirements: ['NOTE-ONE-TAP', 'JPR-35-2-1-library'],
  purpose:
    'Enrolment with consent to the latest items is one presence, one VERIFY and two signatures (route key-in-application).',
  purposeJa:
    '基本4情報の提供同意を伴う発行も、一回のタップ、一回の照合、二つの署名で足りる（鍵が申込みとともに来る方式）。',
  needs: ['consent'],
  procedure: [
    step('Enrol and consent to two of the four items in the same tap', (rig) => {
      rig.user.items = ['name', 'address'];
      return rig.enrol({ consent: asking() });
    }),
  ],
  expectedResult: [
    taps(0, 1),
    verifiesIn(0, 1),
    signsIn(0, 2),
    consentsTo(0, { ...SERVICE, items: ['name', 'address'] }),
    enrolledIn(0),
  ],
  provenBy: { fail: ['mutant:library-taps-again-for-the-consent'] },
});
