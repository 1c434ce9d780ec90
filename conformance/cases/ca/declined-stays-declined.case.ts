import { saysNo } from '../../checks/ca.ts';
import { caseIs } from '../../checks/ca-cases.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs } from './holding.ts';
import { confirm, fetchCases, move, settled } from './people.ts';

export default testCase({
  id: 'TC-CA-115',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-CONFIRM'],
  purpose: 'A change that the person declined is not applied by a later confirmation.',
  purposeJa: '本人が断った変更は、後の確認によって適用されない。',
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
    step('The person’s key declines', (rig) => confirm(rig, { decision: 'decline' })),
    step('And confirms later', (rig) => confirm(rig)),
  ],
  expectedResult: [caseIs(3, 'declined'), saysNo(4, 'case-closed')],
  provenBy: { fail: ['mutant:ca-follows-no-table'] },
});
