import { issuedIn } from '../../checks/ca.ts';
import { consentSentOn } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-035',
  role: 'ca',

  requirements: ['JPR-35-2-3'],
  purpose: 'A consent that the card signed reaches J-LIS byte for byte.',
  purposeJa: 'カードで署名された同意は、一字一句そのまま機構に送られる。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person consents to two of the items', (rig) =>
      rig.holders.consent(1, OWN_SERVICE, ['name', 'address']),
    ),
  ],
  expectedResult: [issuedIn(0), consentSentOn(1)],
  provenBy: { fail: ['mutant:ca-keeps-consents-to-itself'] },
});
