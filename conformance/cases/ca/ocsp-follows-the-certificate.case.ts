import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askStatus, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-013',
  role: 'ca',

  requirements: ['ESA-R6-11', 'ESA-R6-10a', 'OP-OCSP-UNKNOWN'],
  purpose:
    'OCSP says good of a certificate in force, unknown of a number never issued, and revoked with the reason as soon as its holder asked for the end.',
  purposeJa:
    'OCSPは、有効な証明書を有効、発行していない番号を不明とし、利用者の請求後は直ちに理由とともに失効と答える。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Anybody asks about a number that was never issued', (rig) =>
      askStatus(rig, kept(rig, 'phone'), 0x7777n),
    ),
    step('The holder tells of a compromised key', (rig) => askEnd(rig, kept(rig, 'phone'), 'key-compromise')),
    step('Anybody asks again', (rig) => askStatus(rig, kept(rig, 'phone'))),
  ],
  expectedResult: [
    issuedIn(0),
    statusIs(1, 'good'),
    statusIs(2, 'unknown'),
    statusIs(4, 'revoked', 'keyCompromise'),
  ],
  provenBy: { fail: ['mutant:ca-ocsp-says-good', 'mutant:ca-revokes-nothing'] },
});
