import { enrolledIn } from '../../checks/library.ts';
import { endsAs, revokes } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol, revoke } from './doing.ts';

export default testCase({
  id: 'TC-LIB-071',
  role: 'library',
  requirements: ['OP-REVOKE'],
  purpose:
    'At the holder’s wish the CA is asked by the key to end this certificate, for the reason that was given.',
  purposeJa: '利用者の請求により、鍵で署名し、示された理由で、当該証明書の失効を求める。',
  needs: ['revocation'],
  procedure: [enrol, step('The key may be known to others: end it', (rig) => revoke(rig, 'key-compromise'))],
  expectedResult: [enrolledIn(0), revokes(0, 1, 'key-compromise'), endsAs(1, 'library.revoke', 'revoked')],
  provenBy: { fail: ['mutant:library-gives-another-reason', 'mutant:library-forgets-only'] },
});
