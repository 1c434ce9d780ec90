import { endsAs, sameBytesAgain } from '../../checks/library-keys.ts';
import { taps } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { loseAnswers, OF_APPLICATIONS } from './doing.ts';

export default testCase({
  id: 'TC-LIB-049',
  role: 'library',
  requirements: ['OP-SAME-AGAIN', 'NOTE-ONE-TAP'],
  purpose: 'A lost answer is asked for with the same bytes: no second tap, no second certificate.',
  purposeJa: '失われた応答は同じバイト列で求め直し、再度のタップも二枚目の証明書も生じない。',
  procedure: [
    step('Enrol; the first answer to the signed application is lost', async (rig) => {
      loseAnswers(rig, OF_APPLICATIONS, 1);
      return rig.enrol();
    }),
  ],
  expectedResult: [taps(0, 1), sameBytesAgain(0), endsAs(0, 'library.enrol', 'issued')],
  provenBy: { fail: ['mutant:library-taps-again-at-a-lost-answer'] },
});
