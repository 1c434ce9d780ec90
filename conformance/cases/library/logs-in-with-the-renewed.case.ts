import { enrolledIn } from '../../checks/library.ts';
import { endsAs, logsInWith } from '../../checks/library-keys.ts';
import { testCase } from '../define.ts';
import { enrol, logIn, renew } from './doing.ts';

export default testCase({
  id: 'TC-LIB-064',
  role: 'library',
  requirements: ['ESA-R5-4-holder'],
  purpose: 'After a renewal the log-in is by the new certificate.',
  purposeJa: '更新後のログインは新しい証明書による。',
  needs: ['renewal'],
  procedure: [enrol, renew, logIn],
  expectedResult: [enrolledIn(0), endsAs(1, 'library.renew', 'issued'), logsInWith(1, 2)],
  provenBy: { fail: ['mutant:library-goes-on-with-the-old'] },
});
