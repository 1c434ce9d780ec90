import { issuedIn } from '../../checks/ca.ts';
import { sameIdentifier } from '../../checks/ca-person.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { inv16 } from '../../checks/inv-16.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-033',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-PERSON', 'OP-ONE-PHONE'],
  purpose:
    'On a new phone the person stays the same to the app, and the certificate of the old phone has ended when the new one is in force.',
  purposeJa:
    '機種変更後も本人はアプリにとって同一であり、新しい証明書が有効になる時には古い端末の証明書は失効している。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'old')),
    step('The person enrols on a new phone', (rig) => enrolAs(rig, 'new')),
    step('Anybody asks about the new one', (rig) => askStatus(rig, kept(rig, 'new'))),
    step('Anybody asks about the old one', (rig) => askStatus(rig, kept(rig, 'old'))),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    sameIdentifier(0, 1),
    holds(inv16),
    statusIs(2, 'good'),
    statusIs(3, 'revoked', 'superseded'),
  ],
  provenBy: {
    fail: [
      'mutant:ca-leaves-old-phones-alone',
      'mutant:ca-takes-everybody-for-new',
      'mutant:ca-identifies-nobody',
    ],
  },
});
