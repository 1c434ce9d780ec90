import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { theBankFetches } from './changes.ts';
import { confirm } from './people.ts';

export default testCase({
  id: 'TC-CA-115',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-CONFIRM'],
  purpose: 'A change that the person declined is not applied by a later confirmation.',
  purposeJa: '本人が断った変更は、後の確認によって適用されない。',
  procedure: [
    ...theBankFetches,
    step('The person’s key declines', (rig) => confirm(rig, { decision: 'decline' })),
    step('And confirms later', (rig) => confirm(rig)),
  ],
  expectedResult: [caseIs(3, 'declined'), saysNo(4, 'case-closed')],
  provenBy: { fail: ['mutant:ca-follows-no-table'] },
});
