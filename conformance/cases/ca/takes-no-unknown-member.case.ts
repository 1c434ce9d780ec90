import { answersEach, refusesAll } from '../../checks/ca-http.ts';
import { step, testCase } from '../define.ts';
import { sendRaw } from './holding.ts';

const start = { profile: 1, appId: 'abc-bank', appInstance: '0'.repeat(32) };

export default testCase({
  id: 'TC-CA-047',
  role: 'ca',
  requirements: ['OP-SHAPE'],
  purpose:
    'A message with a member that the profile does not know, or of another version of the profile, is refused; the same without it is taken.',
  purposeJa: 'プロファイルにない項目を含むメッセージ、別の版のメッセージは拒み、それらがなければ受け付ける。',
  procedure: [
    step('An app begins an application', (rig) =>
      sendRaw(rig, '/applications', { body: JSON.stringify(start) }),
    ),
    step('The same with another member', (rig) =>
      sendRaw(rig, '/applications', { body: JSON.stringify({ ...start, discount: true }) }),
    ),
    step('The same of another version', (rig) =>
      sendRaw(rig, '/applications', { body: JSON.stringify({ ...start, profile: 2 }) }),
    ),
  ],
  expectedResult: [
    answersEach(0, /^\/applications$/, 1, 201),
    refusesAll(1, 400, 'request-malformed'),
    refusesAll(2, 400, 'request-malformed'),
  ],
  provenBy: { fail: ['mutant:ca-skips-what-it-does-not-know'] },
});
