/** One tap, by either legal route: the same purpose twice, so the sentences stand once. */
import type { Route } from '../../../simulator/profile/index.ts';
import { issuedIn } from '../../checks/ca.ts';
import { verifies } from '../../checks/card.ts';
import { exactly } from '../../checks/expectation.ts';
import { enrolledIn, onePresence, signedByCard } from '../../checks/library.ts';
import { step, type TestCase, testCase } from '../define.ts';

export const oneTap = (
  id: TestCase['id'],
  route: Route,
  by: { readonly en: string; readonly ja: string },
  fail: TestCase['provenBy']['fail'],
): TestCase =>
  testCase({
    id,
    role: 'library',
    route,
    requirements: ['NOTE-ONE-TAP'],
    purpose: `One presence of the card leads to a certificate, ${by.en}.`,
    purposeJa: `カードの一回のタップで電子証明書の発行に至る（${by.ja}）。`,
    procedure: [step('Enrol', (rig) => rig.enrol())],
    expectedResult: [
      onePresence(0),
      exactly(1, 'VERIFY C-APDU', (seen) => verifies(seen.step(0))),
      signedByCard(0),
      issuedIn(0),
      enrolledIn(0),
    ],
    provenBy: { fail },
  });
