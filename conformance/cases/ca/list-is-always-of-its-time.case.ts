import { listSays } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, fetchList, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-077',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R6-11', 'OP-LIST'],
  purpose: 'A list fetched after ten quiet days is one whose next update is still to come.',
  purposeJa: '何も失効しないまま十日が過ぎても、取得される失効リストは次回更新前のものである。',
  procedure: [
    step('Somebody enrols; anybody fetches the list', async (rig) => {
      await enrolAs(rig, 'phone');
      await fetchList(rig, kept(rig, 'phone'));
    }),
    step('And after ten days', async (rig) => {
      await rig.advance(10 * DAY);
      await fetchList(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [listSays(0, 0, undefined), listSays(1, 0, undefined)],
  provenBy: { fail: ['mutant:ca-makes-lists-at-revocations-only'] },
});
