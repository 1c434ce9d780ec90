import { enrolledIn } from '../../checks/library.ts';
import { asksBeforeTheTap } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-011',
  role: 'library',
  requirements: ['OP-TAP-ORDER'],
  purpose:
    'Documents and password are dealt with before the card is touched, so that nobody holds a card while reading or typing.',
  purposeJa: '文書への同意とパスワードの入力は、カードをかざす前に済ませる。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), asksBeforeTheTap(0)],
  provenBy: { fail: ['mutant:library-taps-before-asking'] },
});
