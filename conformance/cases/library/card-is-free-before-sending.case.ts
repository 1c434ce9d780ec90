import { enrolledIn } from '../../checks/library.ts';
import { cardIsFreeBeforeSending } from '../../checks/library-tap.ts';
import { testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-025',
  role: 'library',
  requirements: ['OP-TAP-ORDER'],
  purpose: 'The user may take the card away before the network is waited for.',
  purposeJa: '通信を待つ前に、カードを離してよい状態にする。',
  procedure: [enrol],
  expectedResult: [enrolledIn(0), cardIsFreeBeforeSending(0)],
  provenBy: { fail: ['mutant:library-sends-while-the-card-is-held'] },
});
