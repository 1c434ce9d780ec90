import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, taps, verifiesIn } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrolAgain } from './doing.ts';

export default testCase({
  id: 'TC-LIB-027',
  role: 'library',
  requirements: ['OP-CARD-GONE'],
  purpose:
    'When the card leaves in the middle nothing is handed in, no VERIFY is repeated, and another tap is the user’s wish.',
  purposeJa: '途中でカードが離れたら、申込みも照合の繰返しもせずに終える。やり直しは利用者の意思による。',
  procedure: [
    step('Enrol; the card leaves before the signature', async (rig) => {
      rig.removeCardBefore(7);
      await rig.enrol();
      rig.removeCardBefore(undefined);
    }),
    enrolAgain,
  ],
  expectedResult: [taps(0, 1), verifiesIn(0, 1), endsWithNothing(0), enrolledIn(1)],
  provenBy: { fail: ['mutant:library-taps-again-by-itself'] },
});
