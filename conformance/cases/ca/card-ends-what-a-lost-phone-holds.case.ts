import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, endByCard, enrolAs, kept, SHOP } from './holding.ts';

export default testCase({
  id: 'TC-CA-029',
  role: 'ca',

  requirements: ['ESA-R6-10a'],
  purpose: 'When the phone is lost, a request signed by the card ends the certificates of every app at once.',
  purposeJa: '端末を失った者がカードで署名して請求すると、すべてのアプリの電子証明書が直ちに失効する。',
  procedure: [
    step('The person enrols at the bank', (rig) => enrolAs(rig, 'bank')),
    step('The person enrols at a shop', (rig) => enrolAs(rig, 'shop', 1, SHOP)),
    step('The person tells by card that the phone is lost', (rig) => endByCard(rig)),
    step('Anybody asks about the one of the bank', (rig) => askStatus(rig, kept(rig, 'bank'))),
    step('Anybody asks about the one of the shop', (rig) => askStatus(rig, kept(rig, 'shop'))),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    statusIs(3, 'revoked', 'cessationOfOperation'),
    statusIs(4, 'revoked', 'cessationOfOperation'),
  ],
  provenBy: { fail: ['mutant:ca-revokes-nothing'] },
});
