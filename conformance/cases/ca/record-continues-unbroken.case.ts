import { issuedIn } from '../../checks/ca.ts';
import { showsRecord } from '../../checks/ca-record.ts';
import { inv40 } from '../../checks/inv-40.ts';
import { holds } from '../../checks/invariant.ts';
import { readRecord } from '../../runner/examine.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-502',
  role: 'ca',
  needs: ['audit-record'],
  requirements: ['ESA-R4-3b', 'ESA-R12-3'],
  purpose:
    'Each entry of the record names time, actor, act and rules and continues the one before by its hash; what was read before an enrolment reads the same after it.',
  purposeJa:
    '記録の各項目は日時・主体・行為・規則を示し、ハッシュ値で前の項目に続く。新たな発行の後も以前に読んだ項目は変わらない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The examining body reads the record', readRecord),
    step('Somebody else enrols', (rig) => enrolAs(rig, 'other phone', 2)),
    step('The examining body reads it again', readRecord),
  ],
  expectedResult: [issuedIn(0), showsRecord(1), issuedIn(2), showsRecord(3), holds(inv40)],
  provenBy: { fail: ['mutant:ca-chains-nothing', 'mutant:ca-writes-its-record-anew'] },
});
