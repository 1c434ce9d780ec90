import { refusesConsent, sendsConsentOn } from '../../checks/bank-verifier.ts';
import { CA_VERIFIER } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import { CONSENT, saysToBank } from './changing.ts';
import { becomeCustomer, customer } from './customer.ts';

export default testCase({
  id: 'TC-RP-073',
  role: 'relying-party',
  requirements: ['OP-RP-VERIFIER'],
  purpose: 'A consent that was given to another verifier is not taken.',
  purposeJa: '他の署名検証者に宛てた同意は受け付けない。',
  needs: ['own-verification', 'customers'],
  procedure: [
    step('The customer consents to the bank', async (rig) =>
      saysToBank(rig, await becomeCustomer(rig), CONSENT),
    ),
    step('What comes now is a consent to the CA', (rig) =>
      saysToBank(rig, customer(rig), { ...CONSENT, verifier: CA_VERIFIER }),
    ),
  ],
  expectedResult: [sendsConsentOn(0), refusesConsent(1, 'consent-service')],
  provenBy: { fail: ['mutant:bank-takes-any-consent'] },
});
