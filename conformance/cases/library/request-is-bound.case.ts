import { enrolledIn } from '../../checks/library.ts';
import { boundRequest } from '../../checks/library-keys.ts';
import { testCase } from '../define.ts';
import { enrol, enrolAgain } from './doing.ts';

export default testCase({
  id: 'TC-LIB-042',
  role: 'library',
  requirements: ['OP-REQUEST-BOUND'],
  purpose: 'Each request for a certificate is bound to the offer at hand and signed by its own key.',
  purposeJa: '証明書発行要求はそれぞれ手元の申請に結び付き、自身の鍵で署名されている。',
  procedure: [enrol, enrolAgain],
  expectedResult: [enrolledIn(0), boundRequest(0), boundRequest(1), enrolledIn(1)],
  provenBy: { fail: ['mutant:library-binds-to-the-first-offer'] },
});
