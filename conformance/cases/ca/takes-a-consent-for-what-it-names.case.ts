import { consentSentOn } from '../../checks/ca-consent.ts';
import { inv20 } from '../../checks/inv-20.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-201',
  role: 'ca',

  requirements: ['JPR-35-2-2'],
  purpose: 'A consent to some of the four items is on record for these items and for no other.',
  purposeJa: '基本4情報の一部への同意は、その項目についてのみ記録される。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person consents to the address, for the service of the CA', (rig) =>
      rig.holders.consent(1, OWN_SERVICE, ['address']),
    ),
    step('The person consents to name and birth date, for the bank', (rig) =>
      rig.holders.consent(1, rig.appId, ['name', 'birth']),
    ),
  ],
  expectedResult: [consentSentOn(1), consentSentOn(2), holds(inv20)],
  provenBy: { fail: ['mutant:ca-widens-consents'] },
});
