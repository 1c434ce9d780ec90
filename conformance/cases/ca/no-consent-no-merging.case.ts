import { otherIdentifier, sameIdentifier } from '../../checks/ca-person.ts';
import { step, testCase } from '../define.ts';
import { enrolAs, replaceCertificate } from './holding.ts';

export default testCase({
  id: 'TC-CA-041',
  role: 'ca',
  needs: ['attribute-certificates'],
  requirements: ['OP-NO-MERGING'],
  purpose:
    'Without a consent somebody with another JPKI certificate is a new person, however alike the data; with the same certificate the same one.',
  purposeJa:
    '同意がなければ、別の署名用電子証明書を持つ者は、事項がいくら似ていても別人として扱う。同じ証明書なら同一人とする。',
  procedure: [
    step('The person enrols', (rig) => enrolAs(rig, 'one')),
    step('The same card once more', (rig) => enrolAs(rig, 'two')),
    step('The certificate is lost, and another issued', (rig) => {
      replaceCertificate(rig);
      return rig.untilStatusTells();
    }),
    step('The person enrols again', (rig) => enrolAs(rig, 'three')),
  ],
  expectedResult: [sameIdentifier(0, 1), otherIdentifier(0, 3)],
  provenBy: { fail: ['mutant:ca-merges-look-alikes', 'mutant:ca-identifies-nobody'] },
});
