import { enrolledIn } from '../../checks/library.ts';
import { selectsOnlyWhatItNeeds } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-016',
  role: 'library',
  requirements: ['OP-CARD-MINIMUM'],
  purpose:
    'Within the JPKI application the library selects nothing but PIN, key and certificate of the signing pair.',
  purposeJa: '公的個人認証APの中では、署名用の暗証番号・鍵・証明書のファイルだけを選択する。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), selectsOnlyWhatItNeeds(0)],
  provenBy: { fail: ['mutant:library-reads-the-authentication-certificate'] },
});
