import { saysNo } from '../../checks/ca.ts';
import { enrolledIn } from '../../checks/library.ts';
import { logsInWith } from '../../checks/library-keys.ts';
import { shows } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { ALL_ITEMS, asking, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-059',
  role: 'library',
  requirements: ['J4-free-library'],
  purpose:
    'When the CA does not take the consent, the certificate is issued and accepted all the same, and the user is told.',
  purposeJa: '同意が受け付けられなくても発行と受領は成立し、その旨を示す。',
  needs: ['consent'],
  procedure: [
    step('Enrol with a consent for a service that is none of the CA’s', (rig) => {
      rig.user.items = ALL_ITEMS;
      return rig.enrol({ consent: { ...asking(), service: 'no-such-service' } });
    }),
    logIn,
  ],
  expectedResult: [
    enrolledIn(0),
    saysNo(0, 'consent-service'),
    shows(0, 'refused', { code: 'consent-service' }),
    logsInWith(0, 1),
  ],
  provenBy: { fail: ['mutant:library-fails-with-the-consent'] },
});
