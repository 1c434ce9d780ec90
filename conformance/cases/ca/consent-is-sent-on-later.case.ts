import { consentSentLater } from '../../checks/ca-consent.ts';
import { answersEach } from '../../checks/ca-http.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, MINUTE, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-110',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-3'],
  purpose: 'A consent given while J-LIS cannot be reached is sent on when it can be.',
  purposeJa: '機構に接続できない間に受けた同意は、接続が回復した後に送る。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('J-LIS is away; the person consents', async (rig) => {
      rig.society.faults.set('verifier', [{ type: 'down' }]);
      await rig.holders.consent(1, OWN_SERVICE);
    }),
    step('J-LIS is back; a minute passes', async (rig) => {
      rig.society.faults.set('verifier', []);
      await rig.advance(MINUTE);
    }),
  ],
  expectedResult: [answersEach(1, /^\/consents$/, 1, 201), consentSentLater(1, 2)],
  provenBy: { fail: ['mutant:ca-sends-consents-once'] },
});
