import { enrolledIn, refusesChallenge } from '../../checks/library.ts';
import { logsInWith } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-076',
  role: 'library',
  requirements: ['NOTE-LOGIN'],
  purpose: 'An app without a certificate answers no log-in, though another app on the phone has one.',
  purposeJa: '証明書のないアプリは、同じ端末の他のアプリの証明書でログインに応答しない。',
  procedure: [step('Enrol for another app', (rig) => rig.enrol({ appId: 'shop' })), logIn, enrol, logIn],
  expectedResult: [enrolledIn(0), refusesChallenge(1), enrolledIn(2), logsInWith(2, 3)],
  provenBy: { fail: ['mutant:library-borrows-a-certificate'] },
});
