import { enrolledIn } from '../../checks/library.ts';
import { speaksOnlyTo } from '../../checks/library-keys.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-046',
  role: 'library',
  requirements: ['OP-ONLY-CA'],
  purpose: 'Enrolment sends nothing to anybody but the CA that the app named.',
  purposeJa: '発行の間、アプリの指定した認証局以外に何も送らない。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), speaksOnlyTo('ca.test')],
  provenBy: { fail: ['mutant:library-reports-elsewhere'] },
});
