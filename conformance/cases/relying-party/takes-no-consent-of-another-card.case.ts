import { refusesConsent, sendsConsentOn } from '../../checks/bank-verifier.ts';
import { step, testCase } from '../define.ts';
import { CONSENT, saysToBank } from './changing.ts';
import { becomeCustomer, customer } from './customer.ts';

export default testCase({
  id: 'TC-RP-072',
  role: 'relying-party',
  requirements: ['OP-RP-VERIFIER'],
  purpose: 'A consent that the card of somebody else signed is not taken for that of the customer.',
  purposeJa: '他人のカードで署名された同意は、その顧客の同意として受け付けない。',
  needs: ['own-verification', 'customers'],
  procedure: [
    step('The customer consents by the own card', async (rig) =>
      saysToBank(rig, await becomeCustomer(rig), CONSENT),
    ),
    step('Another consent comes, signed by the card of somebody else', (rig) =>
      saysToBank(rig, customer(rig), CONSENT, 2),
    ),
  ],
  expectedResult: [sendsConsentOn(0), refusesConsent(1, 'signer-not-this-customer')],
  provenBy: { fail: ['mutant:bank-takes-any-card'] },
});
