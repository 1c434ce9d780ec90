import { enrolledIn } from '../../checks/library.ts';
import { logsInByTheOneThatAuthenticates } from '../../checks/separate-keys.ts';
import { SEPARATE } from '../ca/two-keys.ts';
import { testCase } from '../define.ts';
import { enrol, logIn } from './doing.ts';

export default testCase({
  id: 'TC-LIB-122',
  role: 'library',
  policy: SEPARATE,
  requirements: ['OP-SEPARATE-LIB'],
  purpose: 'Where the keys are separate the log-in is by the key that authenticates.',
  purposeJa: '鍵を分ける場合、ログインは認証用の鍵による。',
  procedure: [enrol, logIn],
  expectedResult: [enrolledIn(0), logsInByTheOneThatAuthenticates(1)],
  provenBy: { fail: ['mutant:library-logs-in-by-the-key-that-signs'] },
});
