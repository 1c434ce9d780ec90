import { erringCa } from '../../attacks/wrong-certificates.ts';
import { enrolledIn } from '../../checks/library.ts';
import { doesNotAccept } from '../../checks/library-keys.ts';
import { step, testCase } from '../define.ts';
import { enrol } from './doing.ts';

export default testCase({
  id: 'TC-LIB-034',
  role: 'library',
  requirements: ['OP-CHECK-CERTIFICATE'],
  purpose:
    'A certificate that is right but for one thing is not accepted, and no receipt is sent: a term that has not begun.',
  purposeJa: '有効期間の始まらないものは、他が正しくても受け入れず、受領確認を送らない。',
  procedure: [
    enrol,
    step('Enrol; what comes back has: a term that has not begun', async (rig) => {
      const stop = erringCa(rig.world, 'a term that has not begun');
      await rig.enrol();
      stop();
    }),
  ],
  expectedResult: [enrolledIn(0), doesNotAccept(1, 'library.enrol')],
  provenBy: { fail: ['mutant:library-ignores-the-beginning'] },
});
