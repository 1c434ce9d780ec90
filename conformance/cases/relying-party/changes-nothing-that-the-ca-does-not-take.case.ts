import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { recordHasAddressOf } from '../../checks/bank-changes.ts';
import { CA_HOST } from '../../checks/ca.ts';
import { step, testCase } from '../define.ts';
import { again, consentedMoves, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-053',
  role: 'relying-party',
  requirements: ['OP-RP-ONCE'],
  purpose: 'While the CA cannot be told of the press nothing changes: it may know of a newer move.',
  purposeJa: '認証局に結果を伝えられない間は変更しない（より新しい異動があり得る）。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('The result cannot be handed over', async (rig) => {
      const who = await again(rig, customer(rig));
      const stop = rig.world.network.tamper({
        host: CA_HOST,
        says: 'the answer to the result is lost',
        response: (answer, { url }) => (url.endsWith('/result') ? { ...answer, status: 503 } : answer),
      });
      await press(rig, who, await waitingChange(rig, who));
      stop();
      await lookAtRecord(rig, who);
    }),
    step('A press when all is well again', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
      await lookAtRecord(rig, who);
    }),
  ],
  expectedResult: [
    pressRefused(1, 'change-not-confirmed'),
    recordUnchanged(0, 1),
    pressAccepted(2),
    recordHasAddressOf(2, 1),
  ],
  provenBy: { fail: ['mutant:bank-does-not-ask-the-ca'] },
});
