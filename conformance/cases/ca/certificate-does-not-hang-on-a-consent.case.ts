import { issuedIn } from '../../checks/ca.ts';
import { answersEach } from '../../checks/ca-http.ts';
import { inv24 } from '../../checks/inv-24.ts';
import { holds } from '../../checks/invariant.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, MINUTE, OWN_SERVICE } from './holding.ts';

export default testCase({
  id: 'TC-CA-205',
  role: 'ca',
  needs: ['controlled-clock'],
  requirements: ['J4-free'],
  purpose: 'Whoever gave no consent to the latest items, or withdrew it, gets a certificate all the same.',
  purposeJa: '基本4情報の提供に同意しない者、同意を撤回した者にも、電子証明書は発行される。',
  procedure: [
    step('A person who never consented enrols', (rig) => enrolAs(rig, 'first')),
    step('The person consents', (rig) => rig.holders.consent(1, OWN_SERVICE, ['address'])),
    step('The person withdraws the consent', async (rig) => {
      await rig.advance(MINUTE);
      await rig.holders.withdraw(1, OWN_SERVICE);
    }),
    step('The person enrols on another phone', (rig) => enrolAs(rig, 'second')),
  ],
  expectedResult: [
    issuedIn(0),
    // Without them there is nothing that the last certificate could hang on.
    answersEach(1, /^\/consents$/, 1, 201),
    answersEach(2, /^\/consents\/withdrawals$/, 1, 200),
    issuedIn(3),
    holds(inv24),
  ],
  provenBy: { fail: ['mutant:ca-wants-the-consent-back'] },
});
