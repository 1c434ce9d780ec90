import { refusesAll } from '../../checks/ca-http.ts';
import { step, testCase } from '../define.ts';
import { sendRaw } from './holding.ts';

export default testCase({
  id: 'TC-CA-046',
  role: 'ca',
  requirements: ['OP-PROBLEMS'],
  purpose:
    'What the CA cannot take is answered by a problem document whose status is that of the answer: an address that there is not, a method that it does not take, a body that is no JSON.',
  purposeJa:
    '存在しない宛先、使えないメソッド、JSONでない本文には、HTTPの状態と一致する問題詳細（RFC 9457）で答える。',
  procedure: [
    step('Somebody asks for what there is not', (rig) => sendRaw(rig, '/nothing/here', { method: 'GET' })),
    step('Somebody deletes', (rig) => sendRaw(rig, '/applications', { method: 'DELETE' })),
    step('Somebody sends half a message', (rig) => sendRaw(rig, '/applications', { body: '{"profile":1' })),
  ],
  expectedResult: [
    refusesAll(0, 404, 'not-found'),
    refusesAll(1, 405, 'method-not-allowed'),
    refusesAll(2, 400, 'request-malformed'),
  ],
  provenBy: { fail: ['mutant:ca-says-nothing-in-words', 'mutant:ca-tells-another-status'] },
});
