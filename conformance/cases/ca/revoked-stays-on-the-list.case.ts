import { listSays } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, DAY, enrolAs, fetchList, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-078',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['ESA-R6-11', 'OP-LIST'],
  purpose: 'A revoked certificate stays on the list as long as it would have lasted.',
  purposeJa: '失効した電子証明書は、本来の満了日まで失効リストに載り続ける。',
  procedure: [
    step('Somebody enrols, and asks for the end', async (rig) => {
      await enrolAs(rig, 'phone');
      await askEnd(rig, kept(rig, 'phone'), 'key-compromise');
    }),
    step('Anybody fetches the list', (rig) => fetchList(rig, kept(rig, 'phone'))),
    step('And more than four years later', async (rig) => {
      await rig.advance(4.9 * 365 * DAY);
      await fetchList(rig, kept(rig, 'phone'));
    }),
  ],
  expectedResult: [listSays(1, 0, 'keyCompromise'), listSays(2, 0, 'keyCompromise')],
  provenBy: { fail: ['mutant:ca-forgets-old-revocations'] },
});
