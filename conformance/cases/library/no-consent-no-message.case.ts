import { enrolledIn } from '../../checks/library.ts';
import { consentsToNothing } from '../../checks/library-consent.ts';
import { signsIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { asking } from './doing.ts';

export default testCase({
  id: 'TC-LIB-056',
  role: 'library',
  requirements: ['J4-free-library'],
  purpose: 'A user who switches nothing on gets the certificate all the same, and no consent is sent.',
  purposeJa: '何も選ばない利用者にも発行し、同意は送らない。',
  needs: ['consent'],
  procedure: [step('Enrol; consent is asked for and not given', (rig) => rig.enrol({ consent: asking() }))],
  expectedResult: [enrolledIn(0), signsIn(0, 1), consentsToNothing(0)],
  provenBy: { fail: ['mutant:library-demands-consent', 'mutant:library-consents-by-default'] },
});
