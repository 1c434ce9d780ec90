import { issuedIn, refusedWith } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, enrolByPhone } from './holding.ts';

export default testCase({
  id: 'TC-CA-099',
  role: 'ca',
  requirements: ['ESA-R5-2g'],
  purpose:
    'Where the policy does not take JPKI certificates in phones (移動端末設備用), one is refused for its kind.',
  purposeJa: '移動端末設備用署名用電子証明書を扱わない方針では、種別を理由に拒む。',
  procedure: [
    step('The person enrols with the card', (rig) => enrolAs(rig, 'card')),
    step('The person gets a certificate in the phone, and applies by it', (rig) => enrolByPhone(rig)),
  ],
  expectedResult: [issuedIn(0), refusedWith(1, 'jpki-purpose')],
  provenBy: { fail: ['mutant:ca-takes-phones-all-the-same'] },
});
