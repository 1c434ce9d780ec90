import { reportAccepted, reports } from '../../checks/bank.ts';
import {
  decidesByOnePress,
  nothingBeforeThePress,
  showsOldAndNew,
  tellsTheBankNothing,
} from '../../checks/pressing.ts';
import { step, testCase } from '../define.ts';
import { consentsToTheCaAlone, moves } from './changes.ts';

export default testCase({
  id: 'TC-LIB-116',
  role: 'library',
  requirements: ['OP-LIB-REPORT', 'OP-LIB-SHOW'],
  purpose:
    'A change that the bank was never told of is shown on the phone, and reaches the bank by the one press and not before.',
  purposeJa: '銀行が知らない変更は端末に示され、一回の操作によって初めて銀行に届く。',
  needs: ['attribute-changes', 'controlled-clock'],
  procedure: [
    step('A customer who consented to the CA alone moves', async (rig) => {
      await consentsToTheCaAlone(rig);
      await moves(rig);
    }),
    step('The user looks, and presses nothing', (rig) => {
      rig.user.presses = undefined;
      return rig.reportFacts();
    }),
    step('The user looks again, and presses once', (rig) => {
      rig.user.presses = 'confirm';
      return rig.reportFacts();
    }),
  ],
  expectedResult: [
    tellsTheBankNothing(1, { asks: true }),
    nothingBeforeThePress(1),
    showsOldAndNew(2),
    decidesByOnePress(2, 'confirm', { by: reports }),
    reportAccepted(2),
  ],
  provenBy: { fail: ['mutant:library-reports-before-the-press'] },
});
