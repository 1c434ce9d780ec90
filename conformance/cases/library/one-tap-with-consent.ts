/** One tap with consent, by either legal route: the same purpose twice, so the sentences stand once. */
import type { Route } from '../../../simulator/profile/index.ts';
import { enrolledIn } from '../../checks/library.ts';
import { consentsTo } from '../../checks/library-consent.ts';
import { signsIn, taps, verifiesIn } from '../../checks/library-tap.ts';
import { step, type TestCase, testCase } from '../define.ts';
import { asking, SERVICE } from './doing.ts';

export const oneTapWithConsent = (
  id: TestCase['id'],
  route: Route,
  by: string,
  fail: TestCase['provenBy']['fail'],
): TestCase =>
  testCase({
    id,
    role: 'library',
    route,
    requirements: ['NOTE-ONE-TAP', 'JPR-35-2-1-library'],
    purpose: `Enrolment with consent to the latest items is one presence, one VERIFY and two signatures (route ${route}).`,
    purposeJa: `基本4情報の提供同意を伴う発行も、一回のタップ、一回の照合、二つの署名で足りる（${by}）。`,
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
    provenBy: { fail },
  });
