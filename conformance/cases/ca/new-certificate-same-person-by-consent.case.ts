import { issuedIn } from '../../checks/ca.ts';
import { sameIdentifier } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { DAY, enrolAs, OWN_SERVICE, reissue } from './holding.ts';

export default testCase({
  id: 'TC-CA-040',
  role: 'ca',
  needs: ['controlled-clock', 'attribute-certificates'],
  requirements: ['OP-PERSON', 'JPKI-19-4'],
  purpose: 'With a consent the person stays the same to the app after another JPKI certificate was issued.',
  purposeJa: '同意があれば、署名用電子証明書が再発行された後も、本人はアプリにとって同一である。',
  procedure: [
    step('The person enrols and consents', async (rig) => {
      await enrolAs(rig, 'before');
      await rig.holders.consent(1, OWN_SERVICE);
    }),
    step('Two days later the certificate is lost, and another issued', async (rig) => {
      await rig.advance(2 * DAY);
      await reissue(rig);
    }),
    step('The person enrols again', (rig) => enrolAs(rig, 'after')),
  ],
  expectedResult: [issuedIn(0), issuedIn(2), sameIdentifier(0, 2)],
  provenBy: {
    fail: ['mutant:ca-does-not-watch', 'mutant:ca-takes-everybody-for-new', 'mutant:ca-identifies-nobody'],
  },
});
