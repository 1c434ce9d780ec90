import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, enrolAs, kept } from './holding.ts';
import { makeTwins } from './people.ts';

export default testCase({
  id: 'TC-CA-071',
  role: 'ca',
  requirements: ['NOTE-CARD-PROVES', 'OP-NO-MERGING'],
  purpose:
    'Somebody with all four items right and another card gets no hold on a person’s phone: the certificate there stays in force.',
  purposeJa:
    '基本4情報がすべて一致しても、別のカードでは他人の端末を引き継げず、その電子証明書は有効のままである。',
  procedure: [
    step('One of two people with equal data enrols', (rig) => {
      makeTwins(rig);
      return enrolAs(rig, 'one', 2);
    }),
    step('The other one enrols on a phone of the own', (rig) => enrolAs(rig, 'other', 3)),
    step('Anybody asks about the first one', (rig) => askStatus(rig, kept(rig, 'one'))),
    step('The first one enrols on a new phone', (rig) => enrolAs(rig, 'new', 2)),
    step('Anybody asks about the old phone', (rig) => askStatus(rig, kept(rig, 'one'))),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    statusIs(2, 'good'),
    issuedIn(3),
    statusIs(4, 'revoked', 'superseded'),
  ],
  provenBy: { fail: ['mutant:ca-merges-look-alikes'] },
});
