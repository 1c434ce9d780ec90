import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askEnd, askStatus, askStatusOf, enrolAs, kept } from './holding.ts';

export default testCase({
  id: 'TC-CA-079',
  role: 'ca',
  requirements: ['OP-OCSP'],
  purpose: 'OCSP by GET says what OCSP by POST says, also of a revoked certificate.',
  purposeJa: 'OCSPはGETでもPOSTと同じ内容を答え、失効後も同じである。',
  procedure: [
    step('Somebody enrols', (rig) => enrolAs(rig, 'phone')),
    step('Anybody asks by POST', (rig) => askStatus(rig, kept(rig, 'phone'))),
    step('Anybody asks by GET', (rig) => askStatusOf(rig, [kept(rig, 'phone')], { method: 'GET' })),
    step('The holder ends it; anybody asks by GET', async (rig) => {
      await askEnd(rig, kept(rig, 'phone'), 'stop');
      await askStatusOf(rig, [kept(rig, 'phone')], { method: 'GET' });
    }),
  ],
  expectedResult: [statusIs(1, 'good'), statusIs(2, 'good'), statusIs(3, 'revoked', 'cessationOfOperation')],
  provenBy: { fail: ['mutant:ca-answers-ocsp-by-post-only'] },
});
