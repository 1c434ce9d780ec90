import { enrolledIn } from '../../checks/library.ts';
import { asksForTwoKeys, issuesAPair, logsInByTheOneThatAuthenticates } from '../../checks/separate-keys.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { testCase } from '../define.ts';
import { enrol, logIn, renew } from './doing.ts';

export default testCase({
  id: 'TC-LIB-126',
  role: 'library',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-LIB'],
  purpose: 'A renewal is for two new keys.',
  purposeJa: '更新は新しい二つの鍵について行う。',
  needs: ['renewal'],
  procedure: [enrol, renew, logIn],
  expectedResult: [enrolledIn(0), asksForTwoKeys(0, 1), issuesAPair(1), logsInByTheOneThatAuthenticates(2)],
  provenBy: { fail: ['mutant:library-renews-one-key-of-two'] },
});
