import { enrolledIn } from '../../checks/library.ts';
import { freshKeys } from '../../checks/library-keys.ts';
import { testCase } from '../define.ts';
import { enrol, enrolAgain } from './doing.ts';

export default testCase({
  id: 'TC-LIB-044',
  role: 'library',
  requirements: ['OP-FRESH-KEY'],
  purpose: 'Each certificate is asked for with a key of its own.',
  purposeJa: '証明書ごとに新しい鍵を作る。',
  procedure: [enrol, enrolAgain],
  expectedResult: [enrolledIn(0), enrolledIn(1), freshKeys(0, 1)],
  provenBy: { fail: ['mutant:library-uses-one-key'] },
});
