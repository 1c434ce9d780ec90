import { issuedIn, numbersAreDrawn } from '../../checks/ca.ts';
import { keyFromApplication } from '../../checks/ca-ways.ts';
import { step, testCase } from '../define.ts';
import { enrolAs } from './holding.ts';

export default testCase({
  id: 'TC-CA-075',
  role: 'ca',
  requirements: ['ESA-R6-5', 'OP-SERIAL'],
  purpose:
    'The numbers of certificates that come out one after another are all different, and none tells another.',
  purposeJa: '続けて発行される電子証明書の番号はすべて異なり、一つから他を推測できない。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'one', 1)),
    step('Somebody else enrols', (rig) => enrolAs(rig, 'two', 2)),
    step('A third one enrols', (rig) => enrolAs(rig, 'three', 3)),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    issuedIn(2),
    keyFromApplication(0),
    keyFromApplication(1),
    keyFromApplication(2),
    numbersAreDrawn(),
  ],
  provenBy: { fail: ['mutant:ca-counts-its-certificates'] },
});
