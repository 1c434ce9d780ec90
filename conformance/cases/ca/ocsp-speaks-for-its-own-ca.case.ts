import { speaksForNobodyElse, statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, askStatusOf, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-082',
  role: 'ca',
  requirements: ['OP-OCSP'],
  purpose: 'Asked about the same number under another CA, the responder vouches for nothing.',
  purposeJa: '他の認証局が発行したとされる同じ番号については、何も保証しない。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Anybody asks about that number of the JPKI signing CA', (rig) =>
      askStatusOf(rig, [kept(rig, 'phone')], { issuer: rig.jlis.anchors.sign[0]! }),
    ),
  ],
  expectedResult: [statusIs(1, 'good'), speaksForNobodyElse(2)],
  provenBy: { fail: ['mutant:ca-answers-for-j-lis'] },
});
