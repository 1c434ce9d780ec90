import { issuedIn } from '../../checks/ca.ts';
import { statusIs } from '../../checks/ca-repository.ts';
import { step, testCase } from '../define.ts';
import { askStatus, endByCard, enrolAs, kept, MINUTE } from './holding.ts';

export default testCase({
  id: 'TC-CA-103',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['OP-MEANT'],
  purpose:
    'A request that was signed before a certificate was issued ends nothing of it, though it arrives after.',
  purposeJa: '発行より前に署名された失効請求が発行後に届いても、その電子証明書を失効させない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'old')),
    step('A request is signed; a minute later the person enrols anew; then it arrives', async (rig) => {
      const at = rig.holders.time();
      await rig.advance(MINUTE);
      await enrolAs(rig, 'new');
      await endByCard(rig, 1, { at });
    }),
    step('Anybody asks about the new one', (rig) => askStatus(rig, kept(rig, 'new'))),
    step('A fresh request is sent', (rig) => endByCard(rig)),
    step('Anybody asks again', (rig) => askStatus(rig, kept(rig, 'new'))),
  ],
  expectedResult: [
    issuedIn(0),
    issuedIn(1),
    statusIs(2, 'good'),
    statusIs(4, 'revoked', 'cessationOfOperation'),
  ],
  provenBy: { fail: ['mutant:ca-ends-what-came-after'] },
});
