import { enrolledIn } from '../../checks/library.ts';
import { letsTheCardGo } from '../../checks/library-tap.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-024',
  role: 'library',
  requirements: ['OP-TAP-ORDER'],
  purpose: 'Each presence of the card is ended by the library, also after a wrong password.',
  purposeJa: 'カードの使用を、誤りの後も必ず終了する。',
  destructive: true,
  procedure: [
    enrol,
    step('Enrol with a wrong password', (rig) => {
      rig.user.pin = 'WRONG9';
      rig.user.risksLastTry = true;
      return rig.enrol();
    }),
  ],
  expectedResult: [enrolledIn(0), letsTheCardGo(0), letsTheCardGo(1)],
  provenBy: { fail: ['mutant:library-keeps-the-card'] },
});
