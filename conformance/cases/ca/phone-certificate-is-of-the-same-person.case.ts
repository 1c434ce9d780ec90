import { issuedIn } from '../../checks/ca.ts';
import { asksLinkOfTheSigner, sameIdentifier } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, enrolByPhone } from './holding.ts';

export default testCase({
  id: 'TC-CA-100',
  role: 'ca',
  needs: ['attribute-certificates'],
  policy: { phoneCertificates: true },
  requirements: ['ESA-R5-2g', 'OP-PERSON', 'JPKI-18-4', 'JPKI-52-2'],
  purpose:
    'Where the policy takes JPKI certificates in phones, who applies by one is the person whom the card proved.',
  purposeJa:
    '移動端末設備用署名用電子証明書を扱う方針では、これによる申込者はカードによる本人と同一人である。',
  procedure: [
    step('The person enrols with the card', (rig) => enrolAs(rig, 'card')),
    step('The person gets a certificate in the phone, and applies by it', (rig) => enrolByPhone(rig)),
  ],
  expectedResult: [issuedIn(0), issuedIn(1), sameIdentifier(0, 1), asksLinkOfTheSigner(1)],
  provenBy: {
    fail: [
      'mutant:ca-refuses-phones-all-the-same',
      'mutant:ca-does-not-link-card-and-phone',
      'mutant:ca-asks-links-of-everybody',
      'mutant:ca-identifies-nobody',
    ],
  },
});
