import { enrolledIn } from '../../checks/library.ts';
import { endsWithNothing, shows } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrolAgain } from './doing.ts';

export default testCase({
  id: 'TC-LIB-028',
  role: 'library',
  requirements: ['OP-CARD-GONE'],
  purpose: 'When the card leaves the user is shown that it did not succeed.',
  purposeJa: 'カードが離れたら、成功しなかったことを示す。',
  procedure: [
    step('Enrol; the card leaves before the query of the tries', async (rig) => {
      rig.removeCardBefore(3);
      await rig.enrol();
      rig.removeCardBefore(undefined);
    }),
    enrolAgain,
  ],
  expectedResult: [endsWithNothing(0), shows(0, 'refused'), enrolledIn(1)],
  provenBy: { fail: ['mutant:library-says-nothing-at-removal'] },
});
