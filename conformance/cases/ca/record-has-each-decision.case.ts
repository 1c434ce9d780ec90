import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { showsRecord } from '../../checks/ca-record.ts';
import { ends } from '../../checks/ca-status.ts';
import { inv41 } from '../../checks/inv-41.ts';
import { holds } from '../../checks/invariant.ts';
import { readRecord } from '../../runner/examine.ts';
import { step, testCase } from '../define.ts';
import { endByCard, enrolAs, fetchList, kept, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-503',
  role: 'ca',
  needs: ['audit-record'],
  requirements: ['ESA-R12', 'ESA-R4-3b'],
  purpose:
    'The record has the application that was granted, the one that was refused with the reason, each certificate and its end, and who answers for each.',
  purposeJa: '記録には、承諾した申込み、理由を付した拒否、各証明書とその失効、及びそれぞれの決定者がある。',
  procedure: [
    step('One enrols', (rig) => enrolAs(rig, 'phone')),
    step('One applies by a certificate that was revoked', async (rig) => {
      rig.insert(rig.society.citizen(2));
      rig.jlis.revoke('sign', rig.society.citizen(2), 'affiliationChanged');
      await rig.untilStatusTells();
      await refusable(rig.holders.enrol(2));
    }),
    step('The first one ends all by the card; anybody fetches the list', async (rig) => {
      await endByCard(rig);
      await fetchList(rig, kept(rig, 'phone'));
    }),
    step('The examining body reads the record', readRecord),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-revoked'), ends(2), showsRecord(3), holds(inv41)],
  provenBy: {
    fail: [
      'mutant:ca-enters-no-refusal',
      'mutant:ca-enters-no-certificate',
      'mutant:ca-enters-no-end',
      'mutant:ca-enters-nobody-as-decider',
    ],
  },
});
