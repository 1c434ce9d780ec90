import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs } from './holding.ts';
import { confirm, fetchCases, move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-114',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-CONFIRM'],
  purpose:
    'A confirmation that names another change is refused, and the case stays open; the one that names this change closes it.',
  purposeJa: '別の変更内容に対する確認は拒み、手続は終わらない。この変更に対する確認により終わる。',
  procedure: [
    step('The person enrols at the bank, and consents for it', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, rig.appId);
      await rig.advance(2 * DAY);
    }),
    step('The person moves, and J-LIS tells the CA', (rig) => {
      move(rig);
      return settled(rig);
    }),
    step('The bank fetches the case', async (rig) => void rig.notes.set('cases', await fetchCases(rig))),
    step('The person’s key confirms another change', (rig) => confirm(rig, { changeSet: 'ff'.repeat(32) })),
    step('The bank fetches it again', (rig) => fetchCases(rig)),
    step('The person’s key confirms this one', (rig) => confirm(rig)),
  ],
  expectedResult: [saysNo(3, 'case-mismatch'), caseIs(4, 'pushed'), caseIs(5, 'applied')],
  provenBy: { fail: ['mutant:ca-closes-cases-on-any-word'] },
});
