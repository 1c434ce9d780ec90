import { enrolledIn } from '../../checks/library.ts';
import { looksBeforeVerify } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-018',
  role: 'library',
  requirements: ['OP-PIN-LOOK'],
  purpose: 'The tries that are left are looked at before VERIFY is sent.',
  purposeJa: '照合の前に残り回数を確認する。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), looksBeforeVerify(0)],
  provenBy: { fail: ['mutant:library-verifies-blindly'] },
});
