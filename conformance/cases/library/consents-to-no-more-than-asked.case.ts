import { enrolledIn } from '../../checks/library.ts';
import { consentsTo } from '../../checks/library-consent.ts';
import { step, testCase } from '../define.ts';
import { ALL_ITEMS, consent, enrol, SERVICE } from './doing.ts';

export default testCase({
  id: 'TC-LIB-055',
  role: 'library',
  requirements: ['JPR-35-2-2-library'],
  purpose: 'An item that the app did not ask for is not consented to, whatever the screen answers.',
  purposeJa: 'アプリが求めていない項目には、画面の応答にかかわらず同意しない。',
  needs: ['consent'],
  procedure: [
    enrol,
    step('Consent is asked for the name; the screen answers with all items', (rig) => {
      rig.user.items = ALL_ITEMS;
      return consent(rig, ['name']);
    }),
  ],
  expectedResult: [enrolledIn(0), consentsTo(1, { ...SERVICE, items: ['name'] })],
  provenBy: { fail: ['mutant:library-takes-more-than-asked'] },
});
