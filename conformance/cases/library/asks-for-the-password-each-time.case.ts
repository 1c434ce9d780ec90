import { enrolledIn } from '../../checks/library.ts';
import { asksForThePassword } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol, enrolAgain } from './doing.ts';

export default testCase({
  id: 'TC-LIB-013',
  role: 'library',
  requirements: ['JPKI-19-2', 'OP-PIN-FORGET'],
  purpose: 'A second tap asks for the password again: none is kept from the first.',
  purposeJa: '二度目のタップでも改めてパスワードを尋ねる。前回のものを保持しない。',
  procedure: [enrol, enrolAgain],
  expectedResult: [enrolledIn(0), enrolledIn(1), asksForThePassword(1)],
  provenBy: { fail: ['mutant:library-keeps-the-password'] },
});
