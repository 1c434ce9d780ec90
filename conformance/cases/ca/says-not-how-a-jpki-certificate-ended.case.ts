import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { revocationStaysInside } from '../../checks/ca-secrets.ts';
import { step, testCase } from '../define.ts';
import { askEnd, enrolAs, kept, MINUTE, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-301',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPKI-52-1'],
  purpose:
    'When a JPKI certificate has lost its validity the CA tells nobody since when and why, nor hands the answer of J-LIS on.',
  purposeJa: '署名用電子証明書が失効しても、認証局はその日時・理由・機構の応答を誰にも渡さない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('J-LIS revokes the certificate of the card, and its status tells so', async (rig) => {
      rig.jlis.revoke('sign', rig.society.citizen(1), 'affiliationChanged');
      await rig.untilStatusTells();
      // What the CA does now bears another time than what J-LIS did.
      await rig.advance(MINUTE);
    }),
    step('The same card applies again', (rig) => refusable(rig.holders.enrol(1))),
    step('The phone asks what there is to know, and ends its certificate', async (rig) => {
      await rig.holders.consent(1, 'abc-bank');
      await askEnd(rig, kept(rig, 'phone'), 'stop');
    }),
  ],
  expectedResult: [issuedIn(0), refusedWith(2, 'jpki-revoked'), revocationStaysInside],
  provenBy: { fail: ['mutant:ca-says-since-when'] },
});
