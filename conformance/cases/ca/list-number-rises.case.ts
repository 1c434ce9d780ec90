import { listsRise } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, DAY, enrolAs, fetchList, kept, MINUTE } from './holding.ts';

export default testCase({
  id: 'TC-CA-076',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-LIST'],
  purpose: 'Each list has a higher number than the one before: after a day, and after a revocation.',
  purposeJa: '失効リストの番号は、一日後にも失効の後にも、前のものより大きい。',
  procedure: [
    step('Two people enrol; anybody fetches the list', async (rig) => {
      await enrolAs(rig, 'phone');
      await enrolAs(rig, 'other', 2);
      await fetchList(rig, kept(rig, 'phone'));
    }),
    step('And after a day and a minute', async (rig) => {
      await rig.advance(DAY + MINUTE);
      await fetchList(rig, kept(rig, 'phone'));
    }),
    step('And at once after a revocation', async (rig) => {
      await askEnd(rig, kept(rig, 'phone'), 'stop');
      await fetchList(rig, kept(rig, 'phone'));
    }),
    step('And at once after another', async (rig) => {
      await askEnd(rig, kept(rig, 'other'), 'stop');
      await fetchList(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [listsRise(0, 1, 2, 3)],
  provenBy: { fail: ['mutant:ca-numbers-lists-by-the-day'] },
});
