import { pressAccepted, pressRefused, recordUnchanged } from '../../checks/bank.ts';
import { changesAre, recordHasAddressOf } from '../../checks/bank-changes.ts';
import { DAY } from '../ca/holding.ts';
import { step, testCase } from '../define.ts';
import {
  again,
  consentedMoves,
  look,
  lookAtChanges,
  moves,
  press,
  pressOf,
  send,
  waitingChange,
} from './changing.ts';
import { customer, lookAtRecord } from './customer.ts';

const NEWER = '大阪府架空市検証町四丁目５番６号';

export default testCase({
  id: 'TC-RP-045',
  role: 'relying-party',
  requirements: ['OP-RP-ONCE'],
  purpose:
    'A press on a change that a newer one has overtaken is refused; the newer one is what one press brings into the record.',
  purposeJa: 'より新しい変更がある場合、古い変更への操作は拒まれ、新しい変更のみが記録される。',
  needs: ['attribute-changes', 'customers', 'controlled-clock'],
  procedure: [
    consentedMoves,
    step('The customer looks, moves again, and presses on the first change', async (rig) => {
      const before = await again(rig, customer(rig));
      const offer = await look(rig, before, await waitingChange(rig, before));
      await rig.advance(3 * DAY);
      await moves(rig, NEWER);
      const who = await again(rig, before);
      await send(rig, offer.change, rig.holders.jws(who.phone, pressOf(rig, offer)));
      await lookAtRecord(rig, who);
    }),
    step('The customer presses on the newer one', async (rig) => {
      const who = customer(rig);
      await press(rig, who, await waitingChange(rig, who));
      await lookAtRecord(rig, who);
      await lookAtChanges(rig, who);
    }),
  ],
  expectedResult: [
    pressRefused(1, 'change-overtaken'),
    recordUnchanged(0, 1),
    pressAccepted(2),
    recordHasAddressOf(2, 1),
    changesAre(2, 'overtaken', 'applied'),
  ],
  provenBy: { fail: ['mutant:bank-lets-older-changes-overwrite'] },
});
