import { pressAccepted, recordUnchanged } from '../../checks/bank.ts';
import { changesAre, pushesOnce, recordHasAddressOf, recordVersionIs } from '../../checks/bank-changes.ts';
import { step, testCase } from '../define.ts';
import { consentedMoves, lookAtChanges, looksAndDoesNotPress, press, waitingChange } from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

export default testCase({
  id: 'TC-RP-040',
  role: 'relying-party',
  requirements: ['JPKI-52-6-rp', 'NOTE-ONE-PRESS', 'OP-RP-PRESS'],
  purpose:
    'After a move the customer gets a push, nothing changes before the press, and one press changes the record.',
  purposeJa: '転居後に通知が届き、確認前には何も変わらず、一回の操作で届出事項が変わる。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    looksAndDoesNotPress,
    step('One press', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
      await lookAtRecord(rig, who);
      await lookAtChanges(rig, who);
    }),
  ],
  expectedResult: [
    pushesOnce(0),
    recordUnchanged(0, 1),
    pressAccepted(2),
    recordHasAddressOf(2, 1),
    recordVersionIs(2, 2),
    changesAre(2, 'applied'),
  ],
  provenBy: {
    fail: [
      'mutant:bank-changes-before-the-press',
      'mutant:bank-drops-the-press',
      'mutant:bank-sends-no-push',
    ],
  },
});
