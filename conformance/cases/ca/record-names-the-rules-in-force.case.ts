import { issuedIn } from '../../checks/ca.ts';
import { namesRules, showsRecord } from '../../checks/ca-record.ts';
import { inv42 } from '../../checks/inv-42.ts';
import { holds } from '../../checks/invariant.ts';
import { readRecord } from '../../runner/examine.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, fetchPage } from './holding.ts';

export default testCase({
  id: 'TC-CA-504',
  role: 'ca',
  needs: ['audit-record'],
  requirements: ['ESA-A9-1'],
  purpose:
    'Every decision on record was taken by the rules that the published practice statement says are in force.',
  purposeJa: '記録上の全ての決定は、公開された認証業務規程が現行とする規則によっている。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The examining body reads the practice statement and the record', async (rig) => {
      await fetchPage(rig, '/repository/cps.txt');
      await readRecord(rig);
    }),
  ],
  expectedResult: [issuedIn(0), namesRules(1), showsRecord(1), holds(inv42)],
  provenBy: { fail: ['mutant:ca-decides-by-rules-not-approved'] },
});
