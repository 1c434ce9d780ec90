import { enrolledIn, signedByCard } from '../../checks/library.ts';
import { signsWithTheSigningKey } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-017',
  role: 'library',
  requirements: ['OP-SIGNING-KEY'],
  purpose: 'The application is signed with the signing key of the card, not with the authentication key.',
  purposeJa: '申込みには署名用の鍵で署名し、利用者証明用の鍵は用いない。',
  procedure: [enrol],
  expectedResult: [signsWithTheSigningKey(0), signedByCard(0), enrolledIn(0)],
  provenBy: { fail: ['mutant:library-signs-with-the-authentication-key'] },
});
