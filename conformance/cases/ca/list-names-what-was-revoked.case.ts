import { issuedIn } from '../../checks/ca.ts';
import { listSays } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, enrolAs, fetchList, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-014',
  role: 'ca',

  requirements: ['ESA-R6-11', 'ESA-R6-10a'],
  purpose:
    'The list of revoked certificates does not name a certificate in force, and names it with the reason as soon as its holder asked for the end.',
  purposeJa: '失効リストは有効な証明書を載せず、利用者の請求後は直ちに理由とともに載せる。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('Anybody fetches the list', (rig) => fetchList(rig, kept(rig, 'phone'))),
    step('The holder tells of a compromised key', (rig) => askEnd(rig, kept(rig, 'phone'), 'key-compromise')),
    step('Anybody fetches the list again', (rig) => fetchList(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [issuedIn(0), listSays(1, 0, undefined), listSays(3, 0, 'keyCompromise')],
  provenBy: { fail: ['mutant:ca-list-is-empty', 'mutant:ca-revokes-nothing'] },
});
