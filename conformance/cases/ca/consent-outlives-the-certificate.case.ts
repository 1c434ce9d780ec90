import { asks } from '../../checks/ca-consent.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-059',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['JPR-35-2-4', 'JPKI-19-4'],
  purpose:
    'A consent goes on when the certificate that signed it was replaced: after the loss of the next one the latest items are asked for again.',
  purposeJa: '同意は、署名に用いた証明書の再発行後も続き、次の証明書の失効後にも最新の記録を求める。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'phone');
      await rig.holders.consent(1, OWN_SERVICE);
      await rig.advance(2 * DAY);
    }),
    step('The certificate is replaced', (rig) => reissue(rig)),
    step('A year later the next one is replaced', async (rig) => {
      await rig.advance(365 * DAY);
      await reissue(rig);
    }),
  ],
  expectedResult: [asks(1), asks(2)],
  provenBy: { fail: ['mutant:ca-takes-the-certificate-for-the-consent'] },
});
