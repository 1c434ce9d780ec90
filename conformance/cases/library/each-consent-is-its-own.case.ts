import { enrolledIn } from '../../checks/library.ts';
import { consentsAreDistinct, consentsTo } from '../../checks/library-consent.ts';
import { step, testCase } from '../define.ts';
import { consent, enrol, SERVICE } from './doing.ts';

export default testCase({
  id: 'TC-LIB-060',
  role: 'library',
  requirements: ['JPR-35-2-1-library'],
  purpose: 'Two consents are two messages, each with a nonce of its own.',
  purposeJa: '二回の同意は、それぞれ固有のノンスを持つ別の電文である。',
  needs: ['consent'],
  procedure: [
    enrol,
    step('Consent', (rig) => {
      rig.user.items = ['name'];
      return consent(rig);
    }),
    step('Consent again', (rig) => consent(rig)),
  ],
  expectedResult: [enrolledIn(0), consentsTo(1, { ...SERVICE, items: ['name'] }), consentsAreDistinct],
  provenBy: { fail: ['mutant:library-reuses-the-nonce'] },
});
