import { issuedIn, refusedWith, saysNo } from '../../checks/ca.ts';
import { consentNotSent } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { endByCard, enrolAs, OWN_SERVICE, refusable } from './holding.ts';

export default testCase({
  id: 'TC-CA-065',
  role: 'ca',
  requirements: ['JPKI-19-1-status', 'ESA-R5-2d'],
  purpose: 'After the death of its holder a card neither enrols, nor consents, nor ends a certificate.',
  purposeJa: '所持者の死亡後、そのカードでは申込みも同意も失効請求もできない。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'phone')),
    step('The person dies; somebody enrols with the card', async (rig) => {
      rig.jlis.happen(1, { type: 'die' });
      await rig.untilStatusTells();
      await refusable(rig.holders.enrol(1));
    }),
    step('And consents with it', (rig) => rig.holders.consent(1, OWN_SERVICE)),
    step('And asks for the end of the certificate', (rig) => endByCard(rig)),
  ],
  expectedResult: [
    issuedIn(0),
    refusedWith(1, 'jpki-revoked'),
    saysNo(2, 'jpki-revoked'),
    consentNotSent(2),
    saysNo(3, 'jpki-revoked'),
  ],
  provenBy: { fail: ['mutant:ca-does-not-ask-j-lis'] },
});
