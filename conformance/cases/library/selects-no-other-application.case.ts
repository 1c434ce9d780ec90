import { enrolledIn } from '../../checks/library.ts';
import { selectsOnlyJpki } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-015',
  role: 'library',
  requirements: ['OP-CARD-MINIMUM'],
  purpose:
    'Of the applications of the card the library selects the JPKI application and no other: no photograph, no Individual Number.',
  purposeJa: 'カードのアプリケーションは公的個人認証APだけを選択し、顔写真や個人番号に触れない。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), selectsOnlyJpki(0)],
  provenBy: { fail: ['mutant:library-looks-at-the-face', 'mutant:library-looks-at-the-number'] },
});
