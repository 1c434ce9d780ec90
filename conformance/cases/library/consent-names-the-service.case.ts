import { enrolledIn } from '../../checks/library.ts';
import { consentsTo } from '../../checks/library-consent.ts';
import { step, testCase } from '../define.ts';
import { ALL_ITEMS, asking, enrol, SERVICE } from './doing.ts';

export default testCase({
  id: 'TC-LIB-057',
  role: 'library',
  requirements: ['J4-unit-library'],
  purpose: 'The consent names the verifier and the one service that it was asked for.',
  purposeJa: '同意は、求められた検証者と一つのサービスを示す。',
  needs: ['consent'],
  procedure: [
    enrol,
    step('Consent for the app’s own service', (rig) => {
      rig.user.items = ALL_ITEMS;
      return rig.ask('library.consent', { appId: rig.appId, ca: rig.ca, ...asking(), service: rig.appId });
    }),
  ],
  expectedResult: [enrolledIn(0), consentsTo(1, { ...SERVICE, service: 'abc-bank', items: ALL_ITEMS })],
  provenBy: { fail: ['mutant:library-consents-for-another-service'] },
});
