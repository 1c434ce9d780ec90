import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { theBankFetches } from './changes.ts';
import { confirm, fetchCases } from './people.ts';

export default testCase({
  id: 'TC-CA-114',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-CONFIRM'],
  purpose:
    'A confirmation that names another change is refused, and the case stays open; the one that names this change closes it.',
  purposeJa: '別の変更内容に対する確認は拒み、手続は終わらない。この変更に対する確認により終わる。',
  procedure: [
    ...theBankFetches,
    step('The person’s key confirms another change', (rig) => confirm(rig, { changeSet: 'ff'.repeat(32) })),
    step('The bank fetches it again', (rig) => fetchCases(rig)),
    step('The person’s key confirms this one', (rig) => confirm(rig)),
  ],
  expectedResult: [saysNo(3, 'case-mismatch'), caseIs(4, 'pushed'), caseIs(5, 'applied')],
  provenBy: { fail: ['mutant:ca-closes-cases-on-any-word'] },
});
