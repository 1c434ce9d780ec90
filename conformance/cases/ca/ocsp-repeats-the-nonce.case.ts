import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, askStatusOf, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-080',
  role: 'ca',
  requirements: ['OP-OCSP'],
  purpose: 'An OCSP answer repeats the nonce of its question, and one without a nonce is answered too.',
  purposeJa: 'OCSPの応答は要求のノンスを返し、ノンスのない要求にも答える。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks without a nonce', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Anybody asks with one', (rig) => askStatusOf(rig, [kept(rig, 'phone')], { nonce: true })),
  ],
  expectedResult: [statusIs(1, 'good'), statusIs(2, 'good')],
  provenBy: { fail: ['mutant:ca-repeats-no-nonce'] },
});
